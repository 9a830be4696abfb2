class Never:
    def __eq__(self, o): return False
n = Never()
print([n] == [n], n in [n], [n].index(n), [n].count(n), (n,) == (n,), {1: n} == {1: n})
# expect: True True 0 1 True True
