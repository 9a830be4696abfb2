try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)  # expect: catching ExceptionGroup with except* is not allowed. Use except instead.
