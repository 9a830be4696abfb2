def add(a, b, c=1):
    return a + b + c

def apply(f, x):
    return f(x, 1) + f(x, 2, 3)

def main():
    total = 0
    for i in range(1500000):
        total = (total + apply(add, i) + add(i, 2, c=3)) % 1000003
    print(total)

main()
