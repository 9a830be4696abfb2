class N: pass
class B: __match_args__ = ["a"]
class C: __match_args__ = (1,)
class D: __match_args__ = ("a", "a")
for src in ("N(1)", "B(1)", "C(1)", "D(1, 2)", "int(1, 2)", "D(1, a=2)"):
    cls = src.split("(")[0]
    obj = 1 if cls == "int" else globals()[cls]()
    if cls == "D": obj.a = 1
    try:
        exec(f"match obj:\n  case {src}: pass\n  case _: print('no match', src)")
    except TypeError as e:
        print(e)
try:
    match 5:
        case len(): pass
except TypeError as e:
    print(e)
# expect: N() accepts 0 positional sub-patterns (1 given)
# expect: B.__match_args__ must be a tuple (got list)
# expect: __match_args__ elements must be strings (got int)
# expect: D() got multiple sub-patterns for attribute 'a'
# expect: int() accepts 1 positional sub-pattern (2 given)
# expect: D() got multiple sub-patterns for attribute 'a'
# expect: called match pattern must be a type
