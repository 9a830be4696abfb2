# Found by the fuzzer of scripts: the type parameters of a tower of aliases and unions.
# differs: CPython crashes
tower = int
for _ in range(100000):
    tower = list[tower] | None
for use in (lambda: tower.__parameters__, lambda: tower[int], lambda: hash(tower), lambda: repr(tower)):
    try:
        use()
        print("fine")
    except RecursionError:
        print("RecursionError")
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
