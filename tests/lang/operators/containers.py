class C:
    def __len__(self): return 3
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, x): return x == 5
c = C()
print(c[1], c["a"], c[1:2], c[1, 2], len(c), 5 in c, 6 in c, 6 not in c, bool(c))
c[0] = 1; del c["x"]; c[1:2] = 3; c[0] += (1,)
# expect: ('get', 1) ('get', 'a') ('get', slice(1, 2, None)) ('get', (1, 2)) 3 True False True True
# expect: set 0 1
# expect: del x
# expect: set slice(1, 2, None) 3
# expect: set 0 ('get', 0, 1)
