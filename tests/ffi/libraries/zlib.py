# zlib: texts shrink and come back; streams through a structure with callbacks.
from ctypes import *
from ctypes import util

name = util.find_library("z")
if name is None:
    print("skipped: there is no zlib")
    raise SystemExit
z = CDLL(name)
z.compressBound.restype = c_ulong
z.compressBound.argtypes = [c_ulong]
z.compress2.argtypes = [c_char_p, POINTER(c_ulong), c_char_p, c_ulong, c_int]
z.uncompress.argtypes = [c_char_p, POINTER(c_ulong), c_char_p, c_ulong]
z.crc32.restype = c_ulong
z.crc32.argtypes = [c_ulong, c_char_p, c_uint]
z.zlibVersion.restype = c_char_p


def compress(data, level=9):
    size = c_ulong(z.compressBound(len(data)))
    out = create_string_buffer(size.value)
    if z.compress2(out, byref(size), data, len(data), level) != 0:
        raise ValueError("compress2 failed")
    return out.raw[:size.value]


def uncompress(data, length):
    size = c_ulong(length)
    out = create_string_buffer(length)
    status = z.uncompress(out, byref(size), data, len(data))
    if status != 0:
        raise ValueError("uncompress: %d" % status)
    return out.raw[:size.value]


text = b"the same again and again; " * 1000
small = compress(text)
print(len(small) < 200, uncompress(small, len(text)) == text, hex(z.crc32(0, b"123456789", 9)))
# expect: True True 0xcbf43926
try:
    uncompress(b"no zlib data", 100)
except ValueError as error:
    print(error)
# expect: uncompress: -3
print(z.zlibVersion().count(b".") >= 2)
# expect: True

Allocate = CFUNCTYPE(c_void_p, c_void_p, c_uint, c_uint)
Free = CFUNCTYPE(None, c_void_p, c_void_p)


class Stream(Structure):
    _fields_ = [("next_in", c_char_p), ("avail_in", c_uint), ("total_in", c_ulong),
                ("next_out", c_void_p), ("avail_out", c_uint), ("total_out", c_ulong),
                ("msg", c_char_p), ("state", c_void_p), ("zalloc", Allocate), ("zfree", Free),
                ("opaque", c_void_p), ("data_type", c_int), ("adler", c_ulong),
                ("reserved", c_ulong)]


libc = CDLL(None)
libc.calloc.restype = c_void_p
libc.calloc.argtypes = [c_size_t, c_size_t]
libc.free.restype = None
libc.free.argtypes = [c_void_p]
blocks = set()


def allocate(opaque, items, size):
    block = libc.calloc(items, size)
    blocks.add(block)
    return block


def free(opaque, block):
    blocks.remove(block)
    libc.free(block)


stream = Stream(zalloc=Allocate(allocate), zfree=Free(free))
print(z.deflateInit_(byref(stream), 6, z.zlibVersion(), sizeof(Stream)), len(blocks) > 2)
# expect: 0 True
out = create_string_buffer(1000)
stream.next_in, stream.avail_in = text, len(text)
stream.next_out, stream.avail_out = addressof(out), 1000
print(z.deflate(byref(stream), 4), stream.total_in == len(text))
# expect: 1 True
packed = out.raw[:stream.total_out]
print(z.deflateEnd(byref(stream)), len(blocks), uncompress(packed, len(text)) == text)
# expect: 0 0 True
