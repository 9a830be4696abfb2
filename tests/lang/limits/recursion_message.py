def f(): f()
try:
    f()
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded
