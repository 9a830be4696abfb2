# Each thread has a private errno, which is C's during calls of libraries that ask for it.
from ctypes import *
import os
import threading

lib = CDLL(os.environ["FOREIGN_LIBRARY"], use_errno=True)
plain = CDLL(os.environ["FOREIGN_LIBRARY"])
print(get_errno(), set_errno(11), get_errno())
# expect: 0 0 11
print(lib.set_errno_to(22), get_errno())
# expect: 11 22
print(plain.set_errno_to(33) is not None, get_errno())
# expect: True 22
seen = []
thread = threading.Thread(target=lambda: seen.extend([get_errno(), lib.set_errno_to(5), get_errno()]))
thread.start()
thread.join()
print(seen, get_errno())
# expect: [0, 0, 5] 22
prototype = CFUNCTYPE(c_int, c_int, use_errno=True)


def callback(x):
    seen.append(set_errno(44))
    return 0


print(lib.errno_after(prototype(callback), 66), seen[-1])
# expect: 44 66
