class A(tuple):
    __class_getitem__ = None


try:
    A[int]
except TypeError as error:
    print(error)
# expect: type 'A' is not subscriptable
