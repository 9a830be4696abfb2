def f():
    pass


for name, value in ('__globals__', {}), ('__closure__', ()), ('__builtins__', {}):
    for change in lambda: setattr(f, name, value), lambda: delattr(f, name):
        try:
            change()
        except AttributeError as e:
            print(name, e)
# expect: __globals__ readonly attribute
# expect: __globals__ readonly attribute
# expect: __closure__ readonly attribute
# expect: __closure__ readonly attribute
# expect: __builtins__ readonly attribute
# expect: __builtins__ readonly attribute
