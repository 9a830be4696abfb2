HEAD = "from __future__ import annotations\n"
for source in ("x: (yield)", "def f(a: (x := 1)): pass", "async def f() -> (await x): pass", "x: f'{(y := 1)}'",
               "x: f'{1:{(yield)}}'", "x: [i for i in (y := 1)]", "x: [i for i in z for j in (y := 1)]",
               "class A:\n x: [(y := 1) for i in z]", "x: lambda a=(y := 1): 1", "x: lambda: (y := 1)",
               "x: [(i := 1) for i in z]", "x: [(yield) for i in z]", "x: [(y := 1) for i in z]"):
    try:
        compile(HEAD + source, "file", "exec")
        print("ok")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
for source in ("from __future__ import division; import a; from __future__ import division",
               "'doc'\nfrom __future__ import division\nimport a\nfrom __future__ import division"):
    try:
        compile(source, "file", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
# expect: 'yield expression' can not be used within an annotation 2 5 10
# expect: 'named expression' can not be used within an annotation 2 11 17
# expect: 'await expression' can not be used within an annotation 2 19 26
# expect: 'named expression' can not be used within an annotation 2 8 14
# expect: 'yield expression' can not be used within an annotation 2 11 16
# expect: 'named expression' can not be used within an annotation 2 17 23
# expect: assignment expression cannot be used in a comprehension iterable expression 2 28 34
# expect: assignment expression within a comprehension cannot be used in a class body 3 7 8
# expect: 'named expression' can not be used within an annotation 2 14 20
# expect: ok
# expect: assignment expression cannot rebind comprehension iteration variable 'i' 2 6 7
# expect: 'yield' inside list comprehension 2 6 11
# expect: ok
# expect: from __future__ imports must occur at the beginning of the file 1 43 None
# expect: from __future__ imports must occur at the beginning of the file 4 1 32
