# The fields that are being read set others meanwhile.
# differs: CPython reads them late, and makes instances that are smaller than their class.
from ctypes import Structure, c_char, sizeof


class S(Structure):
    pass


class Fields:
    def __len__(self):
        return 1

    def __getitem__(self, i):
        global instance
        if i:
            raise IndexError
        S._fields_ = [('a', c_char)]
        instance = S()
        return 'big', c_char * 1000


try:
    S._fields_ = Fields()
except AttributeError as e:
    print(e)  # expect: _fields_ is final
print(sizeof(instance), sizeof(S), hasattr(S, 'big'))  # expect: 1 1 False
