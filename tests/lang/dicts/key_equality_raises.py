class Bad:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("from eq")
d = {Bad(): 1}
try:
    d[Bad()]
except ValueError as e:
    print(e)  # expect: from eq
try:
    1 in d
except ValueError as e:
    print(e)  # expect: from eq
print(len(d))  # expect: 1
