import string
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, len(string.printable), string.capwords("hello  world x"))
t = string.Template("$who likes ${what}s, $$5 $missing")
print(t.safe_substitute(who="tim", what="kung"))
for tt in ("$missing", "$", "${bad"):
    try:
        string.Template(tt).substitute()
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
class F(string.Formatter):
    def get_value(self, k, a, kw): return f"<{k}>"
print(F().format("{a} {0} {b:>5}"), string.Formatter().vformat("{0}{x}", (1,), {"x": 2}), list(string.Formatter().parse("a{b!r:c}d")))
# expect: abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ ' \t\n\r\x0b\x0c' 0123456789abcdefABCDEF 100 Hello World X
# expect: tim likes kungs, $5 $missing
# expect: KeyError 'missing'
# expect: ValueError Invalid placeholder in string: line 1, col 1
# expect: ValueError Invalid placeholder in string: line 1, col 1
# expect: <a> <0>   <b> 12 [('a', 'b', 'c', 'r'), ('d', None, None, None)]
