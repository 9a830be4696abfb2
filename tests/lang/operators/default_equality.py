class A: pass
a, b = A(), A()
print(a == a, a == b, a != b, a is a, hash(a) == hash(a), {a: 1}[a])
class E:
    def __eq__(self, o): return True
print(E() == 5, E() != 5, 5 == E(), E.__hash__)
try:
    a < b
except TypeError as e:
    print(e)
# expect: True False True True True 1
# expect: True False True None
# expect: '<' not supported between instances of 'A' and 'A'
