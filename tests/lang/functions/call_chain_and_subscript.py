f = lambda: [lambda: {"k": lambda x: x * 2}]
print(f()[0]()["k"](21))  # expect: 42
