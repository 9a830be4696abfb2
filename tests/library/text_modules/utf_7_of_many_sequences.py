# Decoding UTF-7 that goes on takes little longer than decoding what ends, however many sequences.
import codecs
import time


def seconds(final):
    start = time.perf_counter()
    print(codecs.utf_7_decode(data, 'strict', final) == ('\xe9' * 40_000, len(data)))
    return time.perf_counter() - start


data = b'+AOk-' * 40_000
whole = seconds(True)
print(seconds(False) < 5 * whole + 0.2)
# expect: True
# expect: True
# expect: True
