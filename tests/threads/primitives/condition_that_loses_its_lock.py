"""wait() goes on with the lock that it found, also when the condition has it no longer."""
import threading


class Lock:
    def _is_owned(self):
        del condition._lock
        return True

    def acquire(self):
        print("acquire")

    def release(self):
        print("release")

    def _release_save(self):
        print("save")

    def _acquire_restore(self, state):
        print("restore")


condition = threading.Condition(Lock())
print(condition.wait(0.001))
# expect: save
# expect: restore
# expect: False
try:
    condition.wait(0.001)
except AttributeError:
    print("no lock")
# expect: no lock
