class S:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(S()), 20 in S(), [x for x in S()], list(zip(S(), "ab")))
class R(S):
    def __len__(self): return 3
print(list(reversed(R())))
# expect: [0, 10, 20] True [0, 10, 20] [(0, 'a'), (10, 'b')]
# expect: [20, 10, 0]
