print("hello".startswith("he"), "hello".endswith(("x", "lo")), "hello".startswith("l", 2), "hello".startswith(""), "".startswith("a"))
print("hello".endswith("hell", 0, 4), "hello".startswith((), 0), "hello".startswith("", 6), "hello".endswith("", 5))
try:
    "a".startswith(["a"])
except TypeError as e:
    print(e)
# expect: True True True True False
# expect: True False False True
# expect: startswith first arg must be str or a tuple of str, not list
