import inspect
def f(a, b=1, /, c=2, *args, d, e: int = 5, **kw) -> str:
    "The doc."
s = inspect.signature(f)
print(s, [(p.name, str(p.kind), p.default is p.empty) for p in s.parameters.values()], s.return_annotation, inspect.getdoc(f))
b = s.bind(1, d=4); b.apply_defaults(); print(b.arguments, b.args, b.kwargs)
class C:
    def m(self, x): pass
    @classmethod
    def k(cls): pass
    p = property()
print(inspect.signature(C.m), inspect.signature(C().m), inspect.signature(C), inspect.isfunction(f), inspect.ismethod(C().m), inspect.isclass(C), inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isgeneratorfunction(f), [n for n, v in inspect.getmembers(C) if not n.startswith("__")], inspect.isroutine(len))
print(inspect.getsource(f), inspect.getmro(bool), inspect.currentframe().f_lineno, inspect.getmodule(f).__name__, inspect.getfullargspec(f).args, inspect.cleandoc("  a\n    b\n  c"))
try:
    s.bind()
except TypeError as e:
    print(e)
# expect: (a, b=1, /, c=2, *args, d, e: int = 5, **kw) -> str [('a', 'POSITIONAL_ONLY', True), ('b', 'POSITIONAL_ONLY', False), ('c', 'POSITIONAL_OR_KEYWORD', False), ('args', 'VAR_POSITIONAL', True), ('d', 'KEYWORD_ONLY', True), ('e', 'KEYWORD_ONLY', False), ('kw', 'VAR_KEYWORD', True)] <class 'str'> The doc.
# expect: {'a': 1, 'b': 1, 'c': 2, 'args': (), 'd': 4, 'e': 5, 'kw': {}} (1, 1, 2) {'d': 4, 'e': 5}
# expect: (self, x) (x) () True True True True True False ['k', 'm', 'p'] True
# expect: def f(a, b=1, /, c=2, *args, d, e: int = 5, **kw) -> str:
# expect-exact: |    "The doc."|
# expect-exact: | (<class 'bool'>, <class 'int'>, <class 'object'>) 13 __main__ ['a', 'b', 'c'] a|
# expect-exact: |  b|
# expect: c
# expect: missing a required argument: 'a'
