def multiply(a, b):
    n = len(b[0])
    out = []
    for row in a:
        line = [0.0] * n
        for k in range(len(row)):
            x = row[k]
            other = b[k]
            for j in range(n):
                line[j] += x * other[j]
        out.append(line)
    return out

n = 170
a = [[(i * j % 7) + 0.5 for j in range(n)] for i in range(n)]
b = [[(i + j) % 5 - 1.0 for j in range(n)] for i in range(n)]
c = multiply(a, b)
print("%.3f" % sum(c[i][n - 1 - i] for i in range(n)))
