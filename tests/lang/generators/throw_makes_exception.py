class NotMade(Exception):
    def __new__(cls, *args): return cls
class Fails(Exception):
    def __init__(self): 1 / 0
def gen():
    try: yield 1
    except Exception as e: print(type(e).__name__, e); yield 2
for a in [(NotMade,), (NotMade, 1), (Fails,), (ValueError, KeyError(1)), (LookupError, KeyError(1)), (ValueError, (1, 2))]:
    g = gen(); next(g)
    print(g.throw(*a)); g.close()
# expect: TypeError calling <class '__main__.NotMade'> should have returned an instance of BaseException, not type
# expect: 2
# expect: TypeError calling <class '__main__.NotMade'> should have returned an instance of BaseException, not type
# expect: 2
# expect: ZeroDivisionError division by zero
# expect: 2
# expect: ValueError 1
# expect: 2
# expect: KeyError 1
# expect: 2
# expect: ValueError (1, 2)
# expect: 2
