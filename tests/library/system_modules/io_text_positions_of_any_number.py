# What readline() and seek() of a text file take.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f")
    with open(path, "w") as f:
        f.write("first\nsecond")
    with open(path) as f:
        for size in None, 1.5, "a", 2, True:
            try:
                print(repr(f.readline(size)))
            except TypeError as e:
                print(e)
        for cookie in 1.5, True, 7, None, "a", -1, -1.5:
            try:
                print(f.seek(cookie), repr(f.read()))
            except (TypeError, ValueError) as e:
                print(e)
        print(f.seek(0, 2))
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: 'fi'
# expect: 'r'
# expect: 1.5 'irst\nsecond'
# expect: True 'irst\nsecond'
# expect: 7 'econd'
# expect: '<' not supported between instances of 'NoneType' and 'int'
# expect: '<' not supported between instances of 'str' and 'int'
# expect: negative seek position -1
# expect: negative seek position -1.5
# expect: 12
