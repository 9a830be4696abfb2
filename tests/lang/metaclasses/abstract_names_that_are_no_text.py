# What stands in __abstractmethods__ is named when an object is refused.
for names in ["ab"], "x", (1,), {"a": 1}, 5:
    C = type("C", (), {})
    C.__abstractmethods__ = names
    try:
        C()
    except TypeError as error:
        print(error)
# expect: Can't instantiate abstract class C with abstract method ab
# expect: Can't instantiate abstract class C with abstract method x
# expect: sequence item 0: expected str instance, int found
# expect: Can't instantiate abstract class C with abstract method a
# expect: 'int' object is not iterable
