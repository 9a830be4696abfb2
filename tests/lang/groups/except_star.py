def f(g):
    try:
        raise g
    except* ValueError as e:
        print("V", repr(e))
    except* (KeyError, TypeError) as e:
        print("K", repr(e))
    else:
        print("else")
    finally:
        print("finally")
f(ExceptionGroup("g", [ValueError(1), KeyError(2), TypeError(3)]))
f(ValueError("naked"))
try:
    f(ExceptionGroup("g", [OSError(1), ValueError(2)]))
except ExceptionGroup as e:
    print("rest", repr(e))
# expect: V ExceptionGroup('g', [ValueError(1)])
# expect: K ExceptionGroup('g', [KeyError(2), TypeError(3)])
# expect: finally
# expect: V ExceptionGroup('', (ValueError('naked'),))
# expect: finally
# expect: V ExceptionGroup('g', [ValueError(2)])
# expect: finally
# expect: rest ExceptionGroup('g', [OSError(1)])
