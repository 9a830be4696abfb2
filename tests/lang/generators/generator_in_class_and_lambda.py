class C:
    def __iter__(self):
        for i in range(3): yield i * self.k
    k = 2
print(list(C()), list((lambda: (yield 5))()), [*C(), *C()])
# expect: [0, 2, 4] [5] [0, 2, 4, 0, 2, 4]
