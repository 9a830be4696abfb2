# An AttributeError that a script raises without saying of what is told by the access that it ends.
class A:
    blech = 1

    def __getattr__(self, name):
        raise AttributeError("not here")

    @property
    def bad(self):
        raise AttributeError

    @property
    def told(self):
        raise AttributeError("text", name="other", obj=3)


a = A()
for name in ("bluch", "bad", "told"):
    try:
        getattr(a, name)
    except AttributeError as error:
        print(error, error.name, error.obj is a)
try:
    a.bluch
except AttributeError as error:
    print(error.name, error.obj is a)
try:
    raise AttributeError("alone")
except AttributeError as error:
    print(error.name, error.obj)
import sys
try:
    sys.no_such_thing
except AttributeError as error:
    print(error.name, error.obj is sys)

# expect: not here bluch True
# expect: not here bad True
# expect: not here told True
# expect: bluch True
# expect: None None
# expect: no_such_thing True
