class Meta(type):
    def mro(cls):
        print(cls.__dict__["own_class"]())
        return super().mro()


class C(metaclass=Meta):
    def own_class():
        return __class__.__name__


print(C.own_class())
# expect: C
# expect: C
