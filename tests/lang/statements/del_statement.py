a = [1, 2, 3]; b = {"k": 1}; x = y = 1
class C: z = 1
del a[0], b["k"], x, C.z
del (y), [a[0]]
print(a, b)
for src in ("x", "C.z", "del nope", "del C.z", "del a[9]"):
    try:
        exec(src)
    except (NameError, AttributeError, IndexError) as e:
        print(type(e).__name__, e)
def f():
    v = 1
    del v
    return v
try:
    f()
except UnboundLocalError as e:
    print(e)
# expect: [3] {}
# expect: NameError name 'x' is not defined
# expect: AttributeError type object 'C' has no attribute 'z'
# expect: NameError name 'nope' is not defined
# expect: AttributeError type object 'C' has no attribute 'z'
# expect: IndexError list assignment index out of range
# expect: cannot access local variable 'v' where it is not associated with a value
