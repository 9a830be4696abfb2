s = ""
for i in range(20000):
    s += str(i % 10)
print(len(s), s[-5:], s[12345])  # expect: 20000 56789 5
parts = []
for i in range(1000):
    parts.append(s[i:i + 3])
print(len("".join(parts)))  # expect: 3000
