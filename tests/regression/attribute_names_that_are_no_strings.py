def function():
    pass


class A:
    pass


for value in (function, A(), A().__init__, 5, range(3)):
    for name in ("__getattribute__", "__setattr__", "__delattr__"):
        try:
            getattr(value, name)(*(None, 1) if name == "__setattr__" else (None,))
        except TypeError as error:
            assert "attribute name must be string, not 'NoneType'" in str(error), error
        else:
            print(value, name)
