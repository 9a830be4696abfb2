from contextlib import contextmanager, closing, suppress, redirect_stdout, ExitStack, nullcontext, ContextDecorator, AbstractContextManager
import io
@contextmanager
def cm(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)
with suppress(KeyError): {}["x"]
b = io.StringIO()
with redirect_stdout(b): print("hidden")
print(repr(b.getvalue()))
with ExitStack() as s:
    names = [s.enter_context(cm(n)) for n in "ab"]; s.callback(print, "callback"); print(names)
with nullcontext(5) as v: print(v)
class R:
    def close(self): print("closed")
with closing(R()): pass
class D(ContextDecorator):
    def __enter__(self): print("in")
    def __exit__(self, *a): print("out")
@D()
def f(): print("f")
f()
@contextmanager
def bad(): 
    yield 1
    yield 2
try:
    with bad(): pass
except RuntimeError as e:
    print(e)
@contextmanager
def none():
    return
    yield
try:
    with none(): pass
except RuntimeError as e:
    print(e)
# expect: 'hidden\n'
# expect: enter a
# expect: enter b
# expect: ['a', 'b']
# expect: callback
# expect: exit b
# expect: exit a
# expect: 5
# expect: closed
# expect: in
# expect: f
# expect: out
# expect: generator didn't stop
# expect: generator didn't yield
