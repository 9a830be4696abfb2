def g(a):
    yield a
it = g(1)
print(it.__name__, it.__qualname__, it.gi_code.co_name, it.gi_yieldfrom, it.gi_frame is not None, repr(it).startswith("<generator object g at 0x"))
list(it); print(it.gi_frame)
import inspect
print(inspect.isgenerator(it), inspect.isgeneratorfunction(g), inspect.getgeneratorstate(it))
# expect: g g g None True True
# expect: None
# expect: True True GEN_CLOSED
