class Float(float):
    def __float__(self):
        return 7.5


print(complex(Float(1)), complex(1, Float(1)))
# expect: (7.5+0j) (1+7.5j)
