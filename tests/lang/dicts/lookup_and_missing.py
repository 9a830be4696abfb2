d = {"a": 1, (1, 2): 3, None: 4, 1.5: 5}
print(d["a"], d[1, 2], d[None], d[1.5], d.get("z"), d.get("z", 0), "a" in d, "z" not in d, len(d))
for k in ("z", 7, (9,)):
    try:
        d[k]
    except KeyError as e:
        print(repr(e), e, e.args)
try:
    d[[]]
except TypeError as e:
    print(e)
# expect: 1 3 4 5 None 0 True True 4
# expect: KeyError('z') 'z' ('z',)
# expect: KeyError(7) 7 (7,)
# expect: KeyError((9,)) (9,) ((9,),)
# expect: unhashable type: 'list'
