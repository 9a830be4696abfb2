a = []
print(a is a, a is not [], None is None, True is not False, ... is Ellipsis)
# expect: True True True True True
