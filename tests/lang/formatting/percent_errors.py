for f, a in (("%d", "x"), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%z", 1), ("%(a)s", 1), ("%(a)s", {}), ("%", 1), ("%c", "ab"),
             ("%c", -1), ("%x", 1.5), ("%d", None), ("a", 1), ("%*d", ("x", 1)), ("%.f%", 1)):
    try:
        print(f % a)
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: TypeError format requires a mapping
# expect: KeyError 'a'
# expect: ValueError incomplete format
# expect: TypeError %c requires int or char
# expect: OverflowError %c arg not in range(0x110000)
# expect: TypeError %x format: an integer is required, not float
# expect: TypeError %d format: a real number is required, not NoneType
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError * wants int
# expect: ValueError incomplete format
