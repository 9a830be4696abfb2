# None is part of unions of types; it has no | of its own.
print(int | None, None | int, None | list[int], (int | str) | None)
# expect: int | None None | int None | list[int] int | str | None
try:
    None | None
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for |: 'NoneType' and 'NoneType'
print(hasattr(None, "__or__"), isinstance(None, None | int))  # expect: False True
