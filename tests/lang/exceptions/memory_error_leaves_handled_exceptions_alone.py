def f():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            for i in range(2):
                with open('/dev/null') as fh:
                    try:
                        raise MemoryError
                    finally:
                        pass
        except ValueError:
            pass
        except MemoryError as e:
            pass
        import sys
        print(sys.exc_info()[0])
        try:
            raise
        except KeyError as k:
            print('reraised', k)
def g():
    try:
        raise KeyError(1)
    except KeyError as k:
        try:
            try:
                1/0
            except ZeroDivisionError as z:
                raise MemoryError from None
        except MemoryError:
            import sys
            print(sys.exc_info()[0])
        print(sys.exc_info()[0])
        raise
try: f()
except BaseException as e: print(repr(e))
try: g()
except BaseException as e: print(repr(e), repr(e.__context__))
def h():
    try:
        raise ExceptionGroup('g',[ValueError(1), KeyError(2)])
    except* ValueError:
        raise MemoryError
    except* KeyError as k:
        print('key', k)
try: h()
except BaseException as e: print(repr(e))
def gen():
    try:
        yield 1
    except MemoryError as m:
        yield 2
        try: yield 3
        finally: print('fin')
it=gen(); next(it); print(it.throw(MemoryError), next(it)); it.close()
def deep(n):
    if n==0: raise MemoryError
    x=[n]*3
    try: deep(n-1)
    finally: x.append(1); print(x)
try: deep(3)
except MemoryError: print('caught')
print([ (lambda: i)() for i in range(3)])
# expect: <class 'KeyError'>
# expect: reraised 1
# expect: <class 'MemoryError'>
# expect: <class 'KeyError'>
# expect: KeyError(1) None
# expect: key g (1 sub-exception)
# expect: MemoryError()
# expect: 2 3
# expect: fin
# expect: [1, 1, 1, 1]
# expect: [2, 2, 2, 1]
# expect: [3, 3, 3, 1]
# expect: caught
# expect: [0, 1, 2]
