def main():
    seed = 42
    items = []
    for i in range(150000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        items.append((seed % 1000, i))
    by_key = sorted(items, key=lambda item: item[0])
    total = 0
    for i in range(0, 150000, 100):
        total += by_key[i][0] * (i % 7)
    numbers = [item[0] * 150000 + item[1] for item in items]
    numbers.sort()
    words = sorted([str(n) for n in numbers[:50000]])
    print(total, numbers[75000] % 1000, words[1], words[-1])

main()
