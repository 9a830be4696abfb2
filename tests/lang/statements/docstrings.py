"""module doc"""
def f():
    "function doc"
class C:
    """class doc"""
    def m(self):
        r"raw \doc"
def n(): f"not a doc"
print(__doc__, f.__doc__, C.__doc__, C.m.__doc__, n.__doc__)
# expect: module doc function doc class doc raw \doc None
