g = ExceptionGroup("msg", [ValueError(1), KeyError("k")])
print(g, repr(g), g.message, g.exceptions, type(BaseExceptionGroup("m", [ValueError()])).__name__, type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__, str(ExceptionGroup("m", [ValueError()])))
for a in ((), ("m",), ("m", []), ("m", [1]), (5, [ValueError()]), ("m", 5), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*a)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: msg (2 sub-exceptions) ExceptionGroup('msg', [ValueError(1), KeyError('k')]) msg (ValueError(1), KeyError('k')) ExceptionGroup BaseExceptionGroup m (1 sub-exception)
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
# expect: ValueError second argument (exceptions) must be a non-empty sequence
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
# expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
# expect: TypeError second argument (exceptions) must be a sequence
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
