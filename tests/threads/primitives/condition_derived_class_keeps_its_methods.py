import threading


class Patient(threading.Condition):
    def __init__(self):
        super().__init__(threading.Lock())
        self.waits = 0

    def wait(self, timeout=None):
        self.waits += 1
        return super().wait(0)


condition = Patient()
answers = iter([False, False, True])
with condition:
    print(condition.wait_for(lambda: next(answers)))  # expect: True
print(condition.waits)  # expect: 2
