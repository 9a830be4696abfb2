def f():
    try:
        try:
            try:
                return print("body")
            finally: print(1)
        finally: print(2)
    finally: print(3)
f()
for i in range(2):
    try:
        if i: break
    finally:
        print("loop", i)
# expect: body
# expect: 1
# expect: 2
# expect: 3
# expect: loop 0
# expect: loop 1
