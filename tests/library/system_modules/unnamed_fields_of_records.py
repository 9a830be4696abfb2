import os
import time

print(os.stat_result.n_unnamed_fields, os.stat_result.n_sequence_fields, os.stat_result.__match_args__)
r = os.stat_result(range(10), {"st_atime": 1.5})
print(r.st_atime, r.st_mtime, r[7], hasattr(r, "_st_atime"))
print(r)


class Strange:
    def __getitem__(self, index):
        raise ZeroDivisionError

    def __len__(self):
        return 9


for value in Strange(), 5:
    try:
        time.struct_time(value)
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
# expect: 3 10 ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size')
# expect: 1.5 8 7 False
# expect: os.stat_result(st_mode=0, st_ino=1, st_dev=2, st_nlink=3, st_uid=4, st_gid=5, st_size=6, st_atime=7, st_mtime=8, st_ctime=9)
# expect: ZeroDivisionError 
# expect: TypeError constructor requires a sequence
