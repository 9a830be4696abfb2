"""sys.set_asyncgen_hooks is for the thread that calls it."""
import sys
import threading


async def numbers():
    yield 1


def work(name):
    print(name, sys.get_asyncgen_hooks().firstiter)
    sys.set_asyncgen_hooks(firstiter=lambda generator: print(name, generator.__name__))
    numbers().asend(None).close()


def run(name):
    thread = threading.Thread(target=work, args=(name,))
    thread.start()
    thread.join()


run("first")
run("second")
work("main")
run("third")
print(sys.get_asyncgen_hooks().firstiter is None)
# expect: first None
# expect: first numbers
# expect: second None
# expect: second numbers
# expect: main None
# expect: main numbers
# expect: third None
# expect: third numbers
# expect: False
