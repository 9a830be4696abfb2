class A(Exception):
    """doc"""
class B(A):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
class C(B):
    def __str__(self): return "custom"
for c in (A("m"), B(5), C(6)):
    try:
        raise c
    except A as e:
        print(type(e).__name__, e, e.args, getattr(e, "code", None), isinstance(e, Exception))
# expect: A m ('m',) None True
# expect: B code 5 ('code 5',) 5 True
# expect: C custom ('code 6',) 6 True
