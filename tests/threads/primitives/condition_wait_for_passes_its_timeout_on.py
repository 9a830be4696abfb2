# A derived class's wait() is given the timeout first as it is, then what is left of it.
import threading


class Noisy(threading.Condition):
    def wait(self, timeout=None):
        given.append(timeout)
        return super().wait(0.01)


given = []
condition = Noisy()
with condition:
    condition.wait_for(lambda: False, 0)
    condition.wait_for(lambda: len(given) > 3, 30)
print(given[:2], given[2] < 30)  # expect: [0, 30] True
