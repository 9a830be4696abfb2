x = 1 + \
    2
y = (1 +
     # a comment
     2
     )
z = [
    1,

    2,
]
if x and \
   y:
    print(x, y, z)  # expect: 3 3 [1, 2]
