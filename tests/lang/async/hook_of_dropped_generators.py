"""The finalizer of sys.set_asyncgen_hooks gets what was begun, was not closed, and is dropped."""
# needs: WF_WITH_GC
# needs no WF_SANITIZER
# (which puts gaps between variables, in which the collector finds what was there before)
import gc
import sys


async def numbers():
    yield 1
    yield 2


async def guarded():
    try:
        yield 1
    finally:
        print("finally")


def step(generator):
    try:
        generator.asend(None).send(None)
    except StopIteration as stop:
        return stop.value


def run(awaitable):
    try:
        awaitable.send(None)
    except (StopIteration, StopAsyncIteration, GeneratorExit):
        pass


def collect(use):
    dropped.clear()
    use()
    deeper(50)
    gc.collect()
    print(use.__name__, [generator.__name__ for generator in dropped])
    for generator in dropped:
        run(generator.aclose())


def deeper(n):
    return n and deeper(n - 1)


dropped = []
sys.set_asyncgen_hooks(finalizer=dropped.append)


@collect
def begun():
    step(numbers())
# expect: begun ['numbers']


@collect
def begun_inside_try():
    step(guarded())
# expect: begun_inside_try ['guarded']
# expect: finally


@collect
def asked_but_not_begun():
    numbers().asend(None).close()
# expect: asked_but_not_begun ['numbers']


@collect
def untouched():
    numbers()
# expect: untouched []


@collect
def at_its_end():
    generator = numbers()
    for _ in range(3):
        try:
            step(generator)
        except StopAsyncIteration:
            print("end")
# expect: end
# expect: at_its_end []


@collect
def closed():
    generator = guarded()
    step(generator)
    run(generator.aclose())
# expect: finally
# expect: closed []


@collect
def in_a_cycle():
    generator = guarded()
    step(generator)
    holder = [generator]
    holder.append(holder)
# expect: in_a_cycle ['guarded']
# expect: finally


@collect
def frame_cleared():
    generator = guarded()
    step(generator)
    generator.ag_frame.clear()
    print(len(dropped), generator.ag_frame is None)
# expect: 1 False
# expect: frame_cleared ['guarded']
# expect: finally


def fail(generator):
    raise ValueError("hook")


sys.unraisablehook = lambda info: print(info.exc_value, type(info.object).__name__)
sys.set_asyncgen_hooks(finalizer=fail)


@collect
def with_a_hook_that_fails():
    step(guarded())
# expect: hook async_generator
# expect: with_a_hook_that_fails []


sys.set_asyncgen_hooks(finalizer=None)


@collect
def without_a_hook():
    step(guarded())
# expect: finally
# expect: without_a_hook []
