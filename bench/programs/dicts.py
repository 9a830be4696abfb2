def main():
    words = [f"w{i * 7919 % 5003}" for i in range(20000)]
    total = 0
    for _ in range(30):
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        for word, count in counts.items():
            total += count * len(word)
        squares = {}
        for i in range(20000):
            squares[i] = i * i
        for i in range(0, 20000, 3):
            if i in squares:
                del squares[i]
        total += sum(squares.values()) % 1009
    print(total, len(counts))

main()
