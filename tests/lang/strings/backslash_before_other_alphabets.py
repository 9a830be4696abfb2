print("\П", f"\П{1}\П", len("\П"), '''\П"''', "\\П")
print(eval('"\\ы\\""'), eval(b'"\\\xd0\x9f"'))
# expect: \П \П1\П 2 \П" \П
# expect: \ы" \П
