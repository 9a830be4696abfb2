import threading

for what in (lambda: threading.Barrier(1).reset(2), lambda: threading.Barrier()):
    try:
        what()
    except TypeError as error:
        print(error)
# expect: Barrier.reset() takes 1 positional argument but 2 were given
# expect: Barrier.__init__() missing 1 required positional argument: 'parties'
