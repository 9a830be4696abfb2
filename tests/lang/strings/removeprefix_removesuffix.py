print("TestCase".removeprefix("Test"), "TestCase".removesuffix("Case"), "x".removeprefix("y"), "aa".removesuffix("a"), "a".removesuffix(""))
# expect: Case Test x a a
