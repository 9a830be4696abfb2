print("hello".translate({104: "J", ord("l"): None, ord("o"): 48}))
print("abc".translate(str.maketrans("ab", "xy", "c")), "aé".translate(str.maketrans({"a": "AA", "é": "e", 98: "b"})))
print(str.maketrans("ab", "cd"))
for a in (("ab", "c"), ({"ab": 1},), (1,)):
    try:
        str.maketrans(*a)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: Je0
# expect: xy AAe
# expect: {97: 99, 98: 100}
# expect: ValueError the first two maketrans arguments must have equal length
# expect: ValueError string keys in translate table must be of length 1
# expect: TypeError if you give only one argument to maketrans it must be a dict
