s = "aé漢😀z" * 50
print(len(s), s[3], s[4], s[248], s[-2], s[1:4], s[::-50], s[247:], s[100:105])
print([s[i] for i in range(240, 250)])
print(s.index("😀", 5), s.rindex("漢"), s.find("z", 245), s.count("é"))
# expect: 250 😀 z 😀 😀 é漢😀 zzzzz 漢😀z aé漢😀z
# expect: ['a', 'é', '漢', '😀', 'z', 'a', 'é', '漢', '😀', 'z']
# expect: 8 247 249 50
