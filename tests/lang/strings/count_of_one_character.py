# Every length and position around the words that the count may be taken in.
for size in list(range(0, 40)) + [1000]:
    for letter in "o\x00\x7f":
        for at in range(min(size, 20)):
            text = "." * at + letter + "." * (size - at - 1)
            assert text.count(letter) == 1 and text.count(".") == size - 1
            assert text.encode().count(letter.encode()) == 1
            assert text.replace(letter, "") == "." * (size - 1)
        assert (letter * size).count(letter) == size
        assert ("n" * size).count(letter) == 0
print("ooo".count("o", 1), "ooo".count("o", 0, -1), "o\u00e9o\u00e9".count("o"))  # expect: 2 2 2
print(b"\xff\x80\x00\xff\x7f\x01\xfe\xff".count(b"\xff"), bytes(9).count(0))  # expect: 3 9
print("ooooooooooo".replace("o", "0", 3), "a-b-c".count("-", 2))  # expect: 000oooooooo 1
