x: int = 5
y: "str"
(w): int = 1
class C:
    a: int
    b: str = "s"
def f(p: int, *args: str, k: float = 1.0, **kw: dict) -> bool:
    local: undefined_name
    return local if False else True
print(__annotations__, C.__annotations__, f.__annotations__, f(1))
try:
    y
except NameError as e:
    print(e)
# expect: {'x': <class 'int'>, 'y': 'str'} {'a': <class 'int'>, 'b': <class 'str'>} {'p': <class 'int'>, 'args': <class 'str'>, 'k': <class 'float'>, 'kw': <class 'dict'>, 'return': <class 'bool'>} True
# expect: name 'y' is not defined
