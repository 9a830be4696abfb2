def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
    def get(): return n
    return up, get
up, get = counter()
up(); up(); print(get())  # expect: 2
up2, get2 = counter(); up2(); print(get2(), get())  # expect: 1 2
