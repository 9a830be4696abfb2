class E(Exception):
    def __init__(self, a=0): self.a = a
for r in ("raise E", "raise E(5)", "raise ValueError('x', 1)", "raise KeyError"):
    try:
        exec(r)
    except Exception as e:
        print(type(e).__name__, e.args, getattr(e, "a", None))
for r in ("raise 5", "raise int", "raise", "raise 'x'", "raise ValueError from 5", "raise None"):
    try:
        exec(r)
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
# expect: E () 0
# expect: E (5,) 5
# expect: ValueError ('x', 1) None
# expect: KeyError () None
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
# expect: RuntimeError No active exception to reraise
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exception causes must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
