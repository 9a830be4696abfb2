print({1}, {"a"}, frozenset({1}), set(), frozenset(), [{(1, 2)}])
class S(set): pass
class F(frozenset): pass
print(S(), S([1]), F("a"))
# expect: {1} {'a'} frozenset({1}) set() frozenset() [{(1, 2)}]
# expect: S() S({1}) F({'a'})
