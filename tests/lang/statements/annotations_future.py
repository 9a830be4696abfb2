from __future__ import annotations
def f(a: undefined, b: list[int] = None) -> x.y: pass
class C:
    v: nope | None
    w: "quoted" = 1
print(f.__annotations__, C.__annotations__)
# expect: {'a': 'undefined', 'b': 'list[int]', 'return': 'x.y'} {'v': 'nope | None', 'w': "'quoted'"}
