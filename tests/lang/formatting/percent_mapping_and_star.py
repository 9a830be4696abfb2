print("%(a)s-%(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
class M(dict):
    def __missing__(self, key): return f"<{key}>"
print("%(zip)s" % M(), "%%" % (), "%s" % (("t",),))
# expect: x-002.2 'x'    42|42   |3.14
# expect: <zip> % ('t',)
