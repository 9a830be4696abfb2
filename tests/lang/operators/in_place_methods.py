class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __isub__(self, o): self.log.append(("isub", o)); return self
    def __imul__(self, o): self.log.append(("imul", o)); return self
    def __itruediv__(self, o): self.log.append(("itruediv", o)); return self
    def __ifloordiv__(self, o): self.log.append(("ifloordiv", o)); return self
    def __imod__(self, o): self.log.append(("imod", o)); return self
    def __ipow__(self, o): self.log.append(("ipow", o)); return self
    def __imatmul__(self, o): self.log.append(("imatmul", o)); return self
    def __iand__(self, o): self.log.append(("iand", o)); return self
    def __ior__(self, o): self.log.append(("ior", o)); return self
    def __ixor__(self, o): self.log.append(("ixor", o)); return self
    def __ilshift__(self, o): self.log.append(("ilshift", o)); return self
    def __irshift__(self, o): self.log.append(("irshift", o)); return self
x = y = I()
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x @= 8; x &= 9; x |= 10; x ^= 11; x <<= 12; x >>= 13
print(x is y, x.log)
# expect: True [('iadd', 1), ('isub', 2), ('imul', 3), ('itruediv', 4), ('ifloordiv', 5), ('imod', 6), ('ipow', 7), ('imatmul', 8), ('iand', 9), ('ior', 10), ('ixor', 11), ('ilshift', 12), ('irshift', 13)]
