from array import array
a = array("i", [1, 2, 3])
a.append(4); a.extend([5]); a += array("i", [6]); a.insert(0, 0); print(a, a[1], a[-1], a[1:3], len(a), a.typecode, a.itemsize, a.pop(), a.index(3), a.count(2), a.tolist()); a.remove(0); a.reverse(); a[0] = 50; del a[1]; print(a, a.tobytes()[:4], array("d", [1.5, 2]), array("u", "hé"), array("b", b"ab"), 3 in a, a * 2 == a + a, array("f", [0.1])[0] != 0.1)
b = array("H"); b.frombytes(b"\x01\x00\x02\x00"); print(b, memoryview(b).format, a == array("l", a), array("i") == array("d"))
for f in (lambda: array("z"), lambda: array("b", [200]), lambda: array("i", ["x"]), lambda: array("i")[0], lambda: b.frombytes(b"x"), lambda: array("i", [1]) + [1], lambda: array("B", [-1])):
    try:
        f()
    except (ValueError, OverflowError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
# expect: array('i', [0, 1, 2, 3, 4, 5]) 1 6 array('i', [1, 2]) 7 i 4 6 3 1 [0, 1, 2, 3, 4, 5]
# expect: array('i', [50, 3, 2, 1]) b'2\x00\x00\x00' array('d', [1.5, 2.0]) array('u', 'hé') array('b', [97, 98]) True True True
# expect: array('H', [1, 2]) H True True
# expect: ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
# expect: OverflowError signed char is greater than maximum
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: IndexError array index out of range
# expect: ValueError bytes length not a multiple of item size
# expect: TypeError can only append array (not "list") to array
# expect: OverflowError unsigned byte integer is less than minimum
