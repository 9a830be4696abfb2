for src in ("nope", "nope()", "del nope", "nope += 1"):
    try:
        exec(src)
    except NameError as e:
        print(e, e.name)
def f(): return missing_in_function
try:
    f()
except NameError as e:
    print(e, e.name)
# expect: name 'nope' is not defined nope
# expect: name 'nope' is not defined nope
# expect: name 'nope' is not defined nope
# expect: name 'nope' is not defined nope
# expect: name 'missing_in_function' is not defined missing_in_function
