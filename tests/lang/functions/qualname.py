def outer():
    def inner(): pass
    class C:
        def m(self): pass
    return inner, C
i, C = outer()
print(i.__qualname__, C.__qualname__, C.m.__qualname__, (lambda: 0).__qualname__, [x for x in [lambda: 0]][0].__qualname__)
# expect: outer.<locals>.inner outer.<locals>.C outer.<locals>.C.m <lambda> <lambda>
