import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.neg(1), op.not_(0), op.truth([]), op.is_(None, None), op.contains([1], 1), op.getitem([5], 0), op.concat([1], [2]), op.countOf([1, 1], 1), op.indexOf("abc", "b"), op.lt(1, 2), op.index(5), op.xor(5, 1), op.pow(2, 5), op.length_hint([1, 2]), op.matmul.__name__, op.iadd([1], [2]))
print(op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 1}), op.attrgetter("real")(5), op.attrgetter("real", "imag")(5), op.attrgetter("__class__.__name__")(5), op.methodcaller("upper")("a"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"), op.itemgetter(slice(1, 3))("abcd"), op.itemgetter(1), op.attrgetter("a.b"))
d = {}; op.setitem(d, "a", 1); op.delitem(d, "a"); print(d, sorted([(1, "b"), (0, "c")], key=op.itemgetter(1)))
# expect: 3 2 aaa 0.5 3 1 -1 True False True True 5 [1, 2] 2 1 True 5 4 32 2 matmul [1, 2]
# expect: b ('a', 'c') 1 5 (5, 0) int A ['a', 'b,c'] bc operator.itemgetter(1) operator.attrgetter('a.b')
# expect: {} [(1, 'b'), (0, 'c')]
