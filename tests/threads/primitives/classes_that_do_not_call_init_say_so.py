# A derived class forgot super().__init__(): every method says what is missing, none waits in vain.
import threading


class Event(threading.Event):
    def __init__(self):
        pass


class Semaphore(threading.Semaphore):
    def __init__(self):
        pass


class Bounded(threading.BoundedSemaphore):
    def __init__(self):
        pass


for cls, names in ((Event, "is_set set clear wait __repr__"),
                   (Semaphore, "acquire release __enter__ __repr__"),
                   (Bounded, "acquire release __repr__")):
    for name in names.split():
        try:
            print(getattr(cls(), name)())
        except AttributeError as error:
            print(error)
# expect: 'Event' object has no attribute '_flag'
# expect: 'Event' object has no attribute '_cond'
# expect: 'Event' object has no attribute '_cond'
# expect: 'Event' object has no attribute '_cond'
# expect: 'Event' object has no attribute '_flag'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_value'
# expect: 'Bounded' object has no attribute '_cond'
# expect: 'Bounded' object has no attribute '_cond'
# expect: 'Bounded' object has no attribute '_value'
print(hasattr(Semaphore(), "_value"), hasattr(Bounded(), "_initial_value"))  # expect: False False
