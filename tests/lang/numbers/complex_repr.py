print(1j, -1j, 0j, 1 + 0j, complex(0, -0.0), complex(-0.0, 1), complex(1.5, -2))
print(complex("inf"), complex("nanj"), complex("1e5-2.5e-3j"), [complex(1, 2)])
print(str(3 - 4j), f"{3 + 4j:.2f}", f"{1j:+.1e}", f"{3 + 4j:>12}")
# expect: 1j (-0-1j) 0j (1+0j) -0j (-0+1j) (1.5-2j)
# expect: (inf+0j) nanj (100000-0.0025j) [(1+2j)]
# expect: (3-4j) 3.00+4.00j +0.0e+00+1.0e+00j       (3+4j)
