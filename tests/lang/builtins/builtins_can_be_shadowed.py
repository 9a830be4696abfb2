len = lambda x: "shadow"
print(len([]))  # expect: shadow
del len
print(len([]))  # expect: 0
import builtins
builtins.extra_name = 5
print(extra_name)  # expect: 5
del builtins.extra_name
def f():
    print = str
    return print(5)
print(f(), builtins.len is len)  # expect: 5 True
