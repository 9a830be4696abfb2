n = 7
text = f"{n}é{-n}"
print(text, len(text), text[1], text[-2:])
print(f"{n}{'é'}", f"{n}{n}", len(f"{n}{''}"))
# expect: 7é-7 4 é -7
# expect: 7é 77 1
