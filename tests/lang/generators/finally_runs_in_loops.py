def g():
    for i in range(3):
        try:
            yield i
        finally:
            print("f", i)
for x in g():
    if x == 1: break
print("after")
# expect: f 0
# expect: f 1
# expect: after
