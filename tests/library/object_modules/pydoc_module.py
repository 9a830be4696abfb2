# pydoc finds things by name and says what they are.
import os.path
import pydoc

for name in ("str", "os.path.join", "nope", "os.nope", "str.nope.x", "len", "textwrap.dedent"):
    found = pydoc.locate(name)
    print(name, getattr(found, "__name__", found))
for thing in ("str", "nope", 5, len):
    try:
        print(pydoc.resolve(thing))
    except ImportError as e:
        print(str(e).split("\n")[0])

def f(a, *b): "f doc"
class C:
    def m(self, *, k=1): "m doc"
help(f)
help(C().m)
help(C.m)
help("nope")
print(pydoc.describe(f), pydoc.describe(C), pydoc.describe(len), pydoc.describe(5),
      pydoc.describe(os), pydoc.describe(C().m))
print(pydoc.render_doc(f, "On %s:", renderer=pydoc.plaintext))
print(repr(pydoc.text.bold("ab")), pydoc.plain(pydoc.text.bold("ab")))
print(repr(pydoc.plaintext.docother([1] * 99, "n", maxlen=20)))
print(pydoc.splitdoc("a\n\nb"), pydoc.splitdoc("a\nb"), pydoc.cram("abcdefghijkl", 7))
print(pydoc.visiblename("_x"), bool(pydoc.visiblename("__x__")), pydoc.visiblename("a", ["b"]))
print(type.__doc__.split("\n")[0])
# expect: str str
# expect: os.path.join join
# expect: nope None
# expect: os.nope None
# expect: str.nope.x None
# expect: len len
# expect: textwrap.dedent dedent
# expect: (<class 'str'>, 'str')
# expect: No Python documentation found for 'nope'.
# expect: (5, None)
# expect: (<built-in function len>, 'len')
# expect: Help on function f in module __main__:
# expect: 
# expect: f(a, *b)
# expect:     f doc
# expect: 
# expect: Help on method m in module __main__:
# expect: 
# expect: m(*, k=1) method of __main__.C instance
# expect:     m doc
# expect: 
# expect: Help on function m in module __main__:
# expect: 
# expect: m(self, *, k=1)
# expect:     m doc
# expect: 
# expect: No Python documentation found for 'nope'.
# expect: Use help() to get the interactive help utility.
# expect: Use help(str) for help on the str class.
# expect: 
# expect: function f class C built-in function len int module os method m
# expect: On function f in module __main__:
# expect: 
# expect: f(a, *b)
# expect:     f doc
# expect: 
# expect: 'a\x08ab\x08b' ab
# expect: 'n = [1, 1, 1, 1, 1, ...'
# expect: ('a', 'b') ('', 'a\nb') ab...kl
# expect: False True False
# expect: type(object) -> the object's type
