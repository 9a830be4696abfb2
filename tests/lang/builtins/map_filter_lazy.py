m = map(lambda x: print("m", x) or x, [1, 2])
print("made"); print(list(m), list(m))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(str.isalpha, "a1b2")))
# expect: made
# expect: m 1
# expect: m 2
# expect: [1, 2] []
# expect: [11, 22] ['a', 'b']
