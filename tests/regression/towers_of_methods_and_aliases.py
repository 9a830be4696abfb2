# Calls and hashes of things that are nested deeper than the stack end in an exception.
# differs: CPython crashes
import types

tower = print
for i in range(300000):
    tower = types.MethodType(tower, i)
try:
    tower()
except RecursionError:
    print("call")  # expect: call

alias = int
for i in range(100000):
    alias = list[alias]
try:
    hash(alias)
except RecursionError:
    print("hash")  # expect: hash
