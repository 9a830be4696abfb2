for v in (5, type("N", (), {"__enter__": lambda s: 0})()):
    try:
        with v: pass
    except TypeError as e:
        print(e)
# expect: 'int' object does not support the context manager protocol
# expect: 'N' object does not support the context manager protocol (missed __exit__ method)
