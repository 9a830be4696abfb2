# differs: bytecode is Weft's own, and what CPython's code() takes does not tell it all
import types
try:
    types.CodeType(0, 0, 0, 0, 1, 67, b'', (), (), (), 'f', 'n', 'q', 1, b'', b'')
except TypeError as error:
    print(error)
print((lambda: 1).__code__.replace(co_name='other').co_name)
# expect: code objects are not made of parts in Weft: use compile(), or replace() of another code object
# expect: other
