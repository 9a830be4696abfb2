# differs: CPython loads these encodings by sys.meta_path; here they are in the program
import codecs
import sys
sys.meta_path = None
print('x'.encode('utf-7'), b'x'.decode('idna'), codecs.encode(b'x', 'hex'))
# expect: b'x' x b'78'
