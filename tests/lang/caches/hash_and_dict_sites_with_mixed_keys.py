d = {}
for k in (1, 1.0, True, "1", (1,), None, 2**70, -1, -2, b"1", frozenset([1]), 1.5, "é"):
    d[k] = type(k).__name__
print(d)
def get(k): return d.get(k, "none"), k in d
print([get(k) for k in (1, 1.0, "1", (1,), None, 2**70, -1, b"1", frozenset([1]), 1.5, "é", "e\u0301", (1.0,), 2)])
# expect: {1: 'bool', '1': 'str', (1,): 'tuple', None: 'NoneType', 1180591620717411303424: 'int', -1: 'int', -2: 'int', b'1': 'bytes', frozenset({1}): 'frozenset', 1.5: 'float', 'é': 'str'}
# expect: [('bool', True), ('bool', True), ('str', True), ('tuple', True), ('NoneType', True), ('int', True), ('int', True), ('bytes', True), ('frozenset', True), ('float', True), ('str', True), ('none', False), ('tuple', True), ('none', False)]
