# The warning is at the class statement, where the program sees it.
import enum
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    class Mixed(enum.Enum):
        TEXT = "s"
        NUMBER = enum.auto()
print([(w.category.__name__, w.filename == __file__, w.lineno) for w in caught], Mixed.NUMBER.value)
# expect: [('DeprecationWarning', True, 10)] 1
