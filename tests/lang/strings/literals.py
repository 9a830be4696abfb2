print('a' "b" '''c''', r"\n\x", "\x41\u0042\U00000043\103\0".encode(), "\N{GREEK SMALL LETTER ALPHA}", u"u", rb"\x", Rb'\y')
print("""line one
line two""", "con\
tinued", len("\a\b\f\v"))
# expect: abc \n\x b'ABCC\x00' α u b'\\x' b'\\y'
# expect: line one
# expect: line two continued 4
