class S(str):
    def __getitem__(self, i): return "!"
    def upper(self): return "custom"
s = S("abc")
s.extra = 1
print(s, s[0], s.upper(), s.lower(), type(s.lower()).__name__, s == "abc", {s: 1}["abc"], s.extra, len(s), s + "d", type(s + "d").__name__)
# expect: abc ! custom abc str True 1 1 3 abcd str
