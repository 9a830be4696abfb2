g = ExceptionGroup("a", [ValueError(1), ExceptionGroup("b", [KeyError(2), ValueError(3)]), TypeError(4)])
print(g.split(ValueError)); print(g.subgroup(KeyError)); print(g.subgroup(OSError)); print(g.split(lambda e: isinstance(e, TypeError)))
print(g.split((KeyError, TypeError))[0]); print(g.subgroup(ExceptionGroup) is g); print(g.derive([OSError()]))
# expect: (ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [ValueError(3)])]), ExceptionGroup('a', [ExceptionGroup('b', [KeyError(2)]), TypeError(4)]))
# expect: a (1 sub-exception)
# expect: None
# expect: (ExceptionGroup('a', [TypeError(4)]), ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [KeyError(2), ValueError(3)])]))
# expect: a (2 sub-exceptions)
# expect: True
# expect: a (1 sub-exception)
