class D(dict):
    def __missing__(self, k): return "?" + k
print("{a} {b}".format_map(D(a=1)), "{x[0]}".format_map({"x": "yz"}))  # expect: 1 ?b y
