import warnings
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for s in ("1 is 1", "'a' is x", "assert (1, 'x')", "'\\d'", "5()", "'a'(1)", "[1](2)", "(1)[0]" , "[1]['a']", "x = 1if 1else 2", "() is ()", "b'\\z'", "1or 2"):
        log.clear()
        compile(s, "s", "exec")
        print(s, [(w.category.__name__, str(w.message)) for w in log])
# expect: 1 is 1 [('SyntaxWarning', '"is" with a literal. Did you mean "=="?')]
# expect: 'a' is x [('SyntaxWarning', '"is" with a literal. Did you mean "=="?')]
# expect: assert (1, 'x') [('SyntaxWarning', 'assertion is always true, perhaps remove parentheses?')]
# expect: '\d' [('DeprecationWarning', "invalid escape sequence '\\d'")]
# expect: 5() [('SyntaxWarning', "'int' object is not callable; perhaps you missed a comma?")]
# expect: 'a'(1) [('SyntaxWarning', "'str' object is not callable; perhaps you missed a comma?")]
# expect: [1](2) [('SyntaxWarning', "'list' object is not callable; perhaps you missed a comma?")]
# expect: (1)[0] [('SyntaxWarning', "'int' object is not subscriptable; perhaps you missed a comma?")]
# expect: [1]['a'] [('SyntaxWarning', 'list indices must be integers or slices, not str; perhaps you missed a comma?')]
# expect: x = 1if 1else 2 [('SyntaxWarning', 'invalid decimal literal'), ('SyntaxWarning', 'invalid decimal literal')]
# expect: () is () [('SyntaxWarning', '"is" with a literal. Did you mean "=="?')]
# expect: b'\z' [('DeprecationWarning', "invalid escape sequence '\\z'")]
# expect: 1or 2 [('SyntaxWarning', 'invalid decimal literal')]
