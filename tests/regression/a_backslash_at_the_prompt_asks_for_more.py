# A statement that a backslash joins to the next line is not complete: the prompt asks for more.
import codeop
for s in [
    'a = 1 + \\',
    'x = \\',
    'from os import \\',
    'if 1 and \\',
    'with a, \\',
    'del \\',
    'a.\\',
    '"a\\',
    "'''a\\",
    'a = 1 +',
    'if 1: \\',
    'def f(): \\',
    '# \\',
    'x \\',
    'x = 1 \\\n  + \\',
    '\\',
    'f(\\',
    'a = 1 \\ ',
    'a = $ \\',
    'lambda: \\',
    'import a; \\',
    'class A:',
    'class A:\n',
    'if 1:\n',
    'try:\n  1\n',
    '@d\n',
    'def f():\n  x\\',
]:
    try: r = codeop.compile_command(s)
    except SyntaxError as e: r = e.msg
    print(repr(s), r if r is None or isinstance(r,str) else 'code')
# expect: 'a = 1 + \\' None
# expect: 'x = \\' None
# expect: 'from os import \\' None
# expect: 'if 1 and \\' None
# expect: 'with a, \\' None
# expect: 'del \\' None
# expect: 'a.\\' None
# expect: '"a\\' None
# expect: "'''a\\" None
# expect: 'a = 1 +' invalid syntax
# expect: 'if 1: \\' None
# expect: 'def f(): \\' None
# expect: '# \\' code
# expect: 'x \\' None
# expect: 'x = 1 \\\n  + \\' None
# expect: '\\' None
# expect: 'f(\\' None
# expect: 'a = 1 \\ ' unexpected character after line continuation character
# expect: 'a = $ \\' invalid syntax
# expect: 'lambda: \\' None
# expect: 'import a; \\' None
# expect: 'class A:' None
# expect: 'class A:\n' None
# expect: 'if 1:\n' None
# expect: 'try:\n  1\n' None
# expect: '@d\n' None
# expect: 'def f():\n  x\\' None
