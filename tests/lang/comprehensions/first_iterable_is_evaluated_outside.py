class C:
    items = [1, 2]
    a = [x for x in items]
    try:
        b = [items for x in [1]]
    except NameError as e:
        print(e)  # expect: name 'items' is not defined
print(C.a)  # expect: [1, 2]
g = (x for x in [1, 2])
try:
    (x for x in 5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
