import sys
def names():
    frame, found = sys._getframe(1), []
    while frame.f_code.co_name != "<module>":
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found
def inner():
    try: yield 1
    except BaseException as e: print(names(), repr(e), repr(e.__context__))
    yield 2
def plain():
    yield 1
    yield 2
def outer(of):
    try: raise KeyError("handled")
    except KeyError:
        try: yield from of()
        except BaseException as e: print(names(), repr(e), repr(e.__context__))
class Iterator:
    def __iter__(self): return self
    def __next__(self): return 1
class Throws(Iterator):
    def throw(self, *a): raise OSError(*a)
class Closes(Iterator):
    def close(self): raise OSError("closing")
def throw(of, exception):
    g = outer(of)
    next(g)
    try: print(g.throw(exception))
    except StopIteration: print("ended")
    g.close()
throw(inner, ValueError("a"))
# expect: ['inner', 'outer', 'throw'] ValueError('a') None
# expect: 2
# expect: ['outer', 'throw'] GeneratorExit() KeyError('handled')
for of in plain, Iterator, Throws: throw(of, ValueError("b"))
# expect: ['outer', 'throw'] ValueError('b') KeyError('handled')
# expect: ended
# expect: ['outer', 'throw'] ValueError('b') KeyError('handled')
# expect: ended
# expect: ['outer', 'throw'] OSError(ValueError('b')) KeyError('handled')
# expect: ended
throw(Closes, GeneratorExit())
# expect: ['outer', 'throw'] OSError('closing') KeyError('handled')
# expect: ended
g = outer(plain); next(g); g.close()
# expect: ['outer'] GeneratorExit() KeyError('handled')
