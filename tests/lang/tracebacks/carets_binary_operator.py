a, b, c = 1, "x", 2
value = c * (a + b)
