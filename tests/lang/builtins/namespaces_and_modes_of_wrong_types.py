# eval(), exec() and compile(): which argument is complained about first, and how.
def tell(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

tell(eval, "a", "b", 1)
tell(eval, "a", None, 1)
tell(eval, "a", "b")
tell(eval, "a", 1)
tell(exec, "1", {}, 5)
tell(exec, "1", None, 5)
tell(exec, "1", 5, 5)
tell(compile, "1", "f", 5)
# expect: TypeError locals must be a mapping
# expect: TypeError locals must be a mapping
# expect: TypeError globals must be a real dict; try eval(expr, {}, mapping)
# expect: TypeError globals must be a dict
# expect: TypeError locals must be a mapping or None, not int
# expect: TypeError locals must be a mapping or None, not int
# expect: TypeError exec() globals must be a dict, not int
# expect: TypeError compile() argument 'mode' must be str, not int
