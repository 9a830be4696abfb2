def bases(): return (list,)
class A(*bases(), **{}): pass
class B(*[dict]): pass
print(A([1]), B(a=1), A.__bases__)
for s in ("class C(5): pass", "class C(bool): pass", "class C(type(None)): pass", "class C(int, str): pass", "class C(len): pass", "class C(type(lambda: 0)): pass", "class C(range): pass", "class C(slice): pass"):
    try:
        exec(s)
    except TypeError as e:
        print(str(e)[:70])
# expect: [1] {'a': 1} (<class 'list'>,)
# expect: int() takes at most 2 arguments (3 given)
# expect: type 'bool' is not an acceptable base type
# expect: type 'NoneType' is not an acceptable base type
# expect: multiple bases have instance lay-out conflict
# expect: cannot create 'builtin_function_or_method' instances
# expect: type 'function' is not an acceptable base type
# expect: type 'range' is not an acceptable base type
# expect: type 'slice' is not an acceptable base type
