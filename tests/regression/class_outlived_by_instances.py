# Instances of classes that nothing else refers to any more: with slots, and of types that hold only
# data.
import gc


def instances(number):
    class Slotted:
        __slots__ = ()
        number = 0

    class Bytes(bytes):
        __slots__ = ()

    class Text(str):
        __slots__ = ()

    class Integer(int):
        __slots__ = ()

    for cls in (Slotted, Bytes, Text, Integer):
        cls.number = number
    return Slotted(), Bytes(b"x"), Text("x" * 700), Integer(2**70)


kept = [instances(number) for number in range(300)]
for _ in range(3):
    gc.collect()
filler = [type("Filler", (), {"number": -1}) for _ in range(500)]
print({instance.number == at for at, row in enumerate(kept) for instance in row})  # expect: {True}
