def main():
    total = 0
    for round in range(100):
        text = ""
        for i in range(5000):
            text += "x" if i % 3 else "yz"
        parts = []
        for i in range(5000):
            parts.append(str(i))
            parts.append(",")
        joined = "".join(parts)
        lines = [f"{i}:{i * 2}" for i in range(3000)]
        total += len(text) + len(joined) + len("\n".join(lines))
    print(total)

main()
