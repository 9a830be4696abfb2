z = 3 + 4j
print(z + 1, z - 1j, z * z, z / (1 - 2j), -z, +z, z ** 2, z ** 0, abs(z))
print(z == 3 + 4j, z != 3, complex(3) == 3, 1j * 1j, (1 + 2j).conjugate(), z.real, z.imag)
print(z ** 0.5, 2 ** z, z ** -1)
# expect: (4+4j) (3+3j) (-7+24j) (-1+2j) (-3-4j) (3+4j) (-7+24j) (1+0j) 5.0
# expect: True True True (-1+0j) (1-2j) 3.0 4.0
# expect: (2+1j) (-7.461496614688569+2.885492725513448j) (0.12-0.16j)
