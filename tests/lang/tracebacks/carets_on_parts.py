def f(a):
    return a["x"]["y"]["z"] + 1

f({"x": {"y": None}})
