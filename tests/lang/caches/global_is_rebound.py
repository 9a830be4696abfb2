x = 1
def get(): return x
print(get()); x = 2; print(get())
def change():
    global x
    x = "changed"
change(); print(get())
del x
try:
    get()
except NameError as e:
    print(e)
globals()["x"] = "through the dict"; print(get())
exec("x = 'exec'"); print(get())
# expect: 1
# expect: 2
# expect: changed
# expect: name 'x' is not defined
# expect: through the dict
# expect: exec
