# eval and exec call a function's code with no arguments.
def show(run, code):
    try:
        print(run(code))
    except TypeError as e:
        print("TypeError:", e)

show(eval, (lambda x: x.foo).__code__)
show(eval, (lambda *a, **k: (a, k)).__code__)
show(exec, (lambda *a, b: a).__code__)
show(eval, (x for x in [1]).gi_code)
show(exec, compile("def f(*a): print(len(a))", "f", "exec").co_consts[0])
# expect: TypeError: <lambda>() missing 1 required positional argument: 'x'
# expect: ((), {})
# expect: TypeError: <lambda>() missing 1 required keyword-only argument: 'b'
# expect: TypeError: <genexpr>() missing 1 required positional argument: '.0'
# expect: 0
# expect: None
