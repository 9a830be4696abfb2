import random
for seed in [1], {}, 1j:
    try:
        random.Random(seed)
    except TypeError as error:
        print(error)
print(random.Random(1.5).random(), random.Random("a").random())
# expect: The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.
# expect: The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.
# expect: The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.
# expect: 0.551763726942059 0.2720295377534757
