class A:
    pass
class B:
    pass
class C(A):
    pass
for _ in range(3):
    C.__bases__ = (B,)
    print(A.__subclasses__(), B.__subclasses__())
    C.__bases__ = (A,)
    print([c.__name__ for c in A.__subclasses__()], B.__subclasses__())

# expect: [] [<class '__main__.C'>]
# expect: ['C'] []
# expect: [] [<class '__main__.C'>]
# expect: ['C'] []
# expect: [] [<class '__main__.C'>]
# expect: ['C'] []
