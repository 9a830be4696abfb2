def main():
    text = "the quick brown fox jumps over the lazy dog " * 40
    total = 0
    for i in range(8000):
        words = text.split()
        joined = "-".join(words)
        total += len(joined.replace("quick", "slow")) + joined.find("lazy") + text.count("o")
        total += len(text.upper()) + (1 if text.startswith("the") else 0)
        for word in words[:100]:
            total += len(word[1:3] + word[-1]) + ord(word[0])
    print(total)

main()
