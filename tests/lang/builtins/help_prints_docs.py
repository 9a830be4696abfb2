def f(a, b=1):
    """Adds things."""
help(f)
# expect: Help on function f in module __main__:
# expect:
# expect: f(a, b=1)
# expect-exact: |    Adds things.|
# expect:
