x = "global"
def f():
    x = "function"
    class C:
        x = "class"
        def m(self): return x
        y = [x for _ in range(1)]
        z = x
        w = (lambda: x)()
    return C().m(), C.y, C.z, C.w
print(f())  # expect: ('function', ['function'], 'class', 'function')
