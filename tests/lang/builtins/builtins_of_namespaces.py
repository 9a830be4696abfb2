import os
import types

print(type(__builtins__).__name__, type(os.__builtins__).__name__)
exec("print(type(__builtins__).__name__)", {})
namespace = {}
eval("1", namespace)
print(type(namespace["__builtins__"]).__name__, list(namespace))
f = types.FunctionType((lambda: len("a")).__code__, {})
print(f(), type(f.__builtins__).__name__, list(f.__globals__))
# expect: module dict
# expect: dict
# expect: dict ['__builtins__']
# expect: 1 dict []
