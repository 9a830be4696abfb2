def f():
    import os.path
    from math import pi as p
    return os.path.join("a", "b"), p > 3
print(f(), "os" in globals())  # expect: ('a/b', True) False
