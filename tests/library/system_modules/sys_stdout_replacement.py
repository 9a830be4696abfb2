import sys, io
old = sys.stdout; sys.stdout = io.StringIO(); print("captured"); s = sys.stdout.getvalue(); sys.stdout = old; print(repr(s)); sys.stdout.write("direct\n"); print(sys.__stdout__ is old)
# expect: 'captured\n'
# expect: direct
# expect: True
