a = b = c = []
a.append(1); print(b, c is a)  # expect: [1] True
x = (y, z) = 1, 2; print(x, y, z)  # expect: (1, 2) 1 2
i = 0; l = [0, 0]
i = l[i] = 1; print(i, l)  # expect: 1 [0, 1]
