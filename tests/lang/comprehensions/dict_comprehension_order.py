d = {print("k", i) or i: print("v", i) or i for i in range(2)}
print(d)
# expect: k 0
# expect: v 0
# expect: k 1
# expect: v 1
# expect: {0: 0, 1: 1}
