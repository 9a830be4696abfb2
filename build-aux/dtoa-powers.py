#!/usr/bin/env python3
"""Print runtime/dtoa_powers.def: for each k the 128 most significant bits of 10**k, rounded up."""

print("/* Made by build-aux/dtoa-powers.py: WF_POWER(high, low) for 10**-292 to 10**324: the number\n"
      "   scaled by a power of two to 128 bits and rounded up where it is not exact. */")
for k in range(-292, 325):
    if k >= 0:
        n = 10 ** k
        bits = n.bit_length()
        g = n << 128 - bits if bits <= 128 else -(-n >> bits - 128)
    else:
        d = 10 ** -k
        g = -(-(1 << d.bit_length() + 127) // d)
    assert g.bit_length() == 128, k
    print("WF_POWER(0x%016x, 0x%016x)" % (g >> 64, g & (1 << 64) - 1))
