class Base(list):
    pass


class Below(Base):
    pass


empty = Below()
print(bool(empty))
# expect: False
Base.__len__ = lambda self: 1
print(bool(empty), 'yes' if empty else 'no')
# expect: True yes
del Base.__len__
print(bool(empty))
# expect: False
