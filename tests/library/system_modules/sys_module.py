import sys
print(sys.version_info[:2], sys.version_info.major, sys.maxsize == 2**63 - 1, sys.byteorder, sys.maxunicode, sys.getrecursionlimit(), sys.argv[1:], sys.float_info.max, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.flags.optimize, isinstance(sys.executable, str), sys.platform)
print(sys.stdin.name, sys.stdout.encoding, sys.stderr.fileno(), sys.intern("a") == "a", sys.getsizeof([]) > 0, sys.implementation.name in ("weft", "cpython"), "sys" in sys.modules, "sys" in sys.builtin_module_names, "json" in sys.stdlib_module_names)
sys.setrecursionlimit(200); print(sys.getrecursionlimit())
for f in (lambda: sys.setrecursionlimit(0), lambda: sys.intern(5), lambda: sys.exit(1)):
    try:
        f()
    except (ValueError, TypeError, SystemExit) as e:
        print(type(e).__name__, e)
# expect: (3, 11) 3 True little 1114111 1000 [] 1.7976931348623157e+308 True 2305843009213693951 0 True linux
# expect: <stdin> utf-8 2 True True True True True True
# expect: 200
# expect: ValueError recursion limit must be greater or equal than 1
# expect: TypeError intern() argument must be str, not int
# expect: SystemExit 1
