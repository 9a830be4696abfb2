b = bytearray(b"abc")
for f in (lambda: b.append(256), lambda: b.append("a"), lambda: b.__setitem__(5, 1), lambda: b.__setitem__(0, -1), lambda: bytearray().pop(),
          lambda: b.remove(1), lambda: b.extend("x"), lambda: b.__setitem__(slice(None, None, 2), b"x"), lambda: b.pop(10), lambda: b.extend(5)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: IndexError bytearray index out of range
# expect: ValueError byte must be in range(0, 256)
# expect: IndexError pop from empty bytearray
# expect: ValueError value not found in bytearray
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError attempt to assign bytes of size 1 to extended slice of size 2
# expect: IndexError pop index out of range
# expect: TypeError can't extend bytearray with int
