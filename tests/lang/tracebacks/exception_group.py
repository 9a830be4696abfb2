def f():
    raise ExceptionGroup("several", [ValueError("one"), ExceptionGroup("inner", [KeyError("k"), TypeError("t")])])
f()
