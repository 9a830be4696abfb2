def show(x):
    print("got", x)
    return x
g = (show(x) for x in range(3))
print("made")
print(next(g), next(g))
print(sum(x * x for x in range(10)), max((x, -x) for x in range(3)), ",".join(str(i) for i in range(3)))
# expect: made
# expect: got 0
# expect: got 1
# expect: 0 1
# expect: 285 (2, -2) 0,1,2
