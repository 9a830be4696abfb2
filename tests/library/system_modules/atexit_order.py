import atexit
@atexit.register
def first(): print("registered first, runs last")
atexit.register(print, "second", sep="")
f = atexit.register(lambda: print("never")); atexit.unregister(f)
print("main ends")
# expect: main ends
# expect: second
# expect: registered first, runs last
