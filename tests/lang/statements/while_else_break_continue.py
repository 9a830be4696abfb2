n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
    print(n)
else:
    print("not reached")
while n < 6: n += 1
else: print("else", n)
while True:
    break
else:
    print("no")
# expect: 1
# expect: 3
# expect: else 6
