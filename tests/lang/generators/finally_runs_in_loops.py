def g():
    for i in range(3):
        try:
            yield i
        finally:
            print("f", i)
it = g()
for x in it:
    if x == 1: break
it.close()
print("after")
# expect: f 0
# expect: f 1
# expect: after
