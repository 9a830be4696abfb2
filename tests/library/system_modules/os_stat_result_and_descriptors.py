import copy, os, time
print(os.stat_result((1,) * 10), os.stat_result(range(10)).st_atime, os.stat_result(range(13)).st_atime)
print(os.stat_result(range(10), {"st_atime": "x", "st_blksize": 7}).st_atime, copy.copy(os.stat("/")).st_mtime_ns == os.stat("/").st_mtime_ns)
print(time.struct_time(range(9), {"tm_zone": "q"}).tm_zone, time.struct_time(range(9), {}).tm_zone,
      time.struct_time(range(10), {"tm_zone": "q", "tm_gmtoff": 7}).tm_zone)
print(os.stat(0, follow_symlinks=False) == os.fstat(0))
for call in (lambda: time.struct_time(range(9), 5), lambda: os.stat(999), lambda: os.fstat(999), lambda: os.stat(1.5),
             lambda: os.lstat(0), lambda: os.chdir(1.5), lambda: os.mkdir(1.5), lambda: os.stat(1, follow_symlinks=False)):
    try:
        print(call())
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
# expect: os.stat_result(st_mode=1, st_ino=1, st_dev=1, st_nlink=1, st_uid=1, st_gid=1, st_size=1, st_atime=1, st_mtime=1, st_ctime=1) 7 10
# expect: x True
# expect: q None 9
# expect: True
# expect: TypeError time.struct_time() takes a dict as second arg, if any
# expect: OSError [Errno 9] Bad file descriptor: 999
# expect: OSError [Errno 9] Bad file descriptor
# expect: TypeError stat: path should be string, bytes, os.PathLike or integer, not float
# expect: TypeError lstat: path should be string, bytes or os.PathLike, not int
# expect: TypeError chdir: path should be string, bytes, os.PathLike or integer, not float
# expect: TypeError mkdir: path should be string, bytes or os.PathLike, not float
# expect: ValueError stat: cannot use fd and follow_symlinks together
