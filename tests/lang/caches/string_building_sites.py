def f(parts):
    s = ""
    for p in parts: s += p
    return s
print(f(["a"] * 3), f([]), len(f(["é"] * 1000)), f(["a", "é", "漢", "😀"]))
s = "x"; t = s
s += "y"; print(s, t)
def g():
    a = "p"
    b = a
    a += "q"; b += "r"
    return a, b
print(g(), [x + "!" for x in "ab"], "".join([f"{i}" for i in range(5)]))
# expect: aaa  1000 aé漢😀
# expect: xy x
# expect: ('pq', 'pr') ['a!', 'b!'] 01234
