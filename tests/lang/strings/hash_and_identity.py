a = "".join(["x", "y"])
print(hash(a) == hash("xy"), a == "xy", {"xy": 1}[a], hash("") == hash(str()), hash("é") == hash("\xe9"))
# expect: True True 1 True True
