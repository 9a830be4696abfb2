a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(100, 7); a.insert(-1, 6.5)
print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1); a.reverse(); print(a, a.index(2), a.count(3), a.copy() is a, a.copy() == a)
a.clear(); print(a)
# expect: [3, 1, 2, 4, 5, 6.5] 7 0 6 [3, 1, 2, 4, 5, 6.5]
# expect: [6.5, 5, 4, 2, 3] 3 1 False True
# expect: []
