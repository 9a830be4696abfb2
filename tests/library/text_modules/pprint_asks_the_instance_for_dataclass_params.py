# What makes a data class to pprint is __dataclass_fields__ of the class; its parameters are the
# instance's to tell, whatever a metaclass answers.
import pprint


class Meta(type):
    def __getattr__(cls, name):
        if name == "__dataclass_params__" or cls.wide:
            return f"<{name}>"
        raise AttributeError(name)


class Narrow(metaclass=Meta):
    wide = False

    def __repr__(self):
        return "N" * 90


class Wide(Narrow):
    wide = True


pprint.pprint([Narrow()])
try:
    pprint.pprint([Wide()])
except AttributeError as error:
    print(error)
# expect: [NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN]
# expect: ['Wide' object has no attribute '__dataclass_params__'
