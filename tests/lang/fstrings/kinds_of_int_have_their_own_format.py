class Count(int):
    def __format__(self, spec):
        return f"format({spec})"

    def __str__(self):
        return "text"


c = Count(3)
print(f"{c}, {c!s}, {c!r}, {c:x}, {True}, {False!s}", "%s %s" % (c, True))
# expect: format(), text, 3, format(x), True, False text True
