print(b"%s %d %x %r %a" % (b"a", 5, 255, "s", "é"), b"%5d|%-5s|%c" % (1, b"x", 65), b"%(k)s" % {b"k": b"v"}, b"%b" % b"z", b"%.2f" % 1.5)
for f, a in ((b"%s", "text"), (b"%d", b"x"), (b"%c", 256)):
    try:
        f % a
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: b"a 5 ff 's' '\\xe9'" b'    1|x    |A' b'v' b'z' b'1.50'
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: TypeError %d format: a real number is required, not bytes
# expect: OverflowError %c arg not in range(256)
