import threading
import warnings

thread = threading.Thread(name="t", daemon=True)
condition = threading.Condition()


def notify():
    with condition:
        condition.notifyAll()


for what in (threading.currentThread, threading.activeCount, thread.getName, thread.isDaemon,
             lambda: thread.setName("u"), lambda: thread.setDaemon(False),
             threading.Event().isSet, notify):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        what()
    print(caught[0].category.__name__, caught[0].message)
# expect: DeprecationWarning currentThread() is deprecated, use current_thread() instead
# expect: DeprecationWarning activeCount() is deprecated, use active_count() instead
# expect: DeprecationWarning getName() is deprecated, get the name attribute instead
# expect: DeprecationWarning isDaemon() is deprecated, get the daemon attribute instead
# expect: DeprecationWarning setName() is deprecated, set the name attribute instead
# expect: DeprecationWarning setDaemon() is deprecated, set the daemon attribute instead
# expect: DeprecationWarning isSet() is deprecated, use is_set() instead
# expect: DeprecationWarning notifyAll() is deprecated, use notify_all() instead
print(thread.name, thread.daemon)  # expect: u False
