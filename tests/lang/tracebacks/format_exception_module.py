import traceback
def f(): raise ValueError("v")
try:
    f()
except ValueError as e:
    print("".join(traceback.format_exception(e)).count("\n"), traceback.format_exception_only(e), traceback.format_exc().splitlines()[-1])
    print([(s.name, s.lineno, s.line) for s in traceback.extract_tb(e.__traceback__)])
print(traceback.format_exception_only(KeyError("k")), traceback.format_list([("f.py", 3, "fn", "code")]))
# expect: 7 ['ValueError: v\n'] ValueError: v
# expect: [('<module>', 4, 'f()'), ('f', 2, 'def f(): raise ValueError("v")')]
# expect: ["KeyError: 'k'\n"] ['  File "f.py", line 3, in fn\n    code\n']
