def main():
    total = 0
    for round in range(70):
        items = []
        for i in range(20000):
            items.append(i * 3 % 1000)
        doubled = [x * 2 for x in items if x % 2 == 0]
        items.reverse()
        for i in range(len(items)):
            items[i] = items[i] + round
        stack = items[:1000]
        while stack:
            total += stack.pop()
        total += sum(doubled) + items[-1] + len(items[10:500])
    print(total)

main()
