import inspect


def function(*args, **options):
    pass


for text in ("(self, x=does_not_exist)", "(self, x=sys, y=inspect)", "(self, 123)", "x", "(*)",
             "(self, a=1+2, b=4-3, c=1 | 3 | 16)", "(self, x=sys.maxsize)"):
    function.__text_signature__ = text
    try:
        print(inspect.signature(function))
    except ValueError as error:
        print(type(error).__name__)
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: (self, a=3, b=1, c=19)
# expect: (self, x=9223372036854775807)
