try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError:
        raise OSError("new")
except ExceptionGroup as e:
    print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError:
        raise
except ExceptionGroup as e:
    print(repr(e))
# expect: ExceptionGroup('', [OSError('new'), ExceptionGroup('g', [KeyError(2)])]) ["ExceptionGroup('g', [ValueError(1)])", 'None']
# expect: ExceptionGroup('g', [ValueError(1), KeyError(2)])
