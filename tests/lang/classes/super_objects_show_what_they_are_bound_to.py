class A:
    def bound(self):
        return super()


a = A()
s = a.bound()
for name in ("__thisclass__", "__self__", "__self_class__"):
    print(name, type(super.__dict__[name]).__name__, getattr(s, name) in (A, a))
    try:
        setattr(s, name, None)
    except AttributeError as error:
        print(error)
super.__init__(s, A)
print(s.__thisclass__, s.__self__, s.__self_class__, s)
s = super.__new__(super)
print(s.__thisclass__, s.__self__, s.__self_class__, s)
# expect: __thisclass__ member_descriptor True
# expect: readonly attribute
# expect: __self__ member_descriptor True
# expect: readonly attribute
# expect: __self_class__ member_descriptor True
# expect: readonly attribute
# expect: <class '__main__.A'> None None <super: <class 'A'>, NULL>
# expect: None None None <super: <class 'NULL'>, NULL>
