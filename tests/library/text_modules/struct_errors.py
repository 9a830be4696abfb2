# What struct says of numbers that do not fit, and of formats that are none.
import struct


def show(form, *values):
    try:
        print(form, struct.pack(form, *values))
    except (struct.error, OverflowError, UnicodeEncodeError) as error:
        print(form, type(error).__name__, error)


show("b", 128)          # expect: b error byte format requires -128 <= number <= 127
show("H", 1 << 16)      # expect: H error ushort format requires 0 <= number <= 65535
show(">H", 1 << 16)     # expect: >H error 'H' format requires 0 <= number <= 65535
show("i", 1 << 31)      # expect: i error 'i' format requires -2147483648 <= number <= 2147483647
show("i", 1 << 63)      # expect: i error argument out of range
show("I", -1)           # expect: I error argument out of range
show("<q", 1 << 63)     # expect: <q error argument out of range
show(">q", 1 << 63)     # expect: >q error int too large to convert
show("P", 1 << 64)      # expect: P error int too large to convert
show("e", 65520)        # expect: e error int too large to convert
show("e", 65520.0)      # expect: e OverflowError float too large to pack with e format
show("<f", 1e39)        # expect: <f OverflowError float too large to pack with f format
show("f", 1e39)         # expect: f b'\x00\x00\x80\x7f'
show("\xe9", 1)
# expect: é UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
show(b"\xff", 1)        # expect: b'\xff' error bad char in struct format
show("z", 1)            # expect: z error bad char in struct format
show("2", 1)            # expect: 2 error repeat count given without format specifier
