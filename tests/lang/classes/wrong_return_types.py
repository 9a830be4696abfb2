class C:
    def __str__(self): return 1
    def __repr__(self): return 1
    def __int__(self): return "x"
    def __float__(self): return "x"
    def __len__(self): return "x"
    def __bool__(self): return "x"
    def __hash__(self): return "x"
    def __index__(self): return "x"
    def __iter__(self): return 1
    def __bytes__(self): return "x"
    def __complex__(self): return "x"
    def __dir__(self): return 5
for f in (str, repr, int, float, len, bool, hash, bin, iter, bytes, complex, dir):
    try:
        f(C())
    except TypeError as e:
        print(e)
# expect: __str__ returned non-string (type int)
# expect: __repr__ returned non-string (type int)
# expect: __int__ returned non-int (type str)
# expect: C.__float__ returned non-float (type str)
# expect: 'str' object cannot be interpreted as an integer
# expect: __bool__ should return bool, returned str
# expect: __hash__ method should return an integer
# expect: __index__ returned non-int (type str)
# expect: iter() returned non-iterator of type 'int'
# expect: __bytes__ returned non-bytes (type str)
# expect: __complex__ returned non-complex (type str)
# expect: 'int' object is not iterable
