# needs: WF_WITH_GC
# A stream whose class a script made is closed when it is dropped, by its own close().
import gc
import io
import os

log = []

class Noting:
    def close(self):
        if not self.closed:
            log.append(type(self).__name__)
        super().close()

class Base(Noting, io.IOBase):
    pass

class Raw(Noting, io.RawIOBase):
    pass

class Bytes(Noting, io.BytesIO):
    pass

class Text(Noting, io.StringIO):
    pass

class File(Noting, io.FileIO):
    pass

class OwnDel(io.RawIOBase):
    def close(self):
        log.append("closed by __del__")
        super().close()

    def __del__(self):
        super().__del__()

class Failing(io.RawIOBase):
    def close(self):
        log.append("Failing")
        raise ValueError("not shown")

def drop():
    for _ in range(10):
        for cls in (Base, Raw, Bytes, Text, OwnDel, Failing):
            cls()
        File(os.devnull)
        closed = Base()
        closed.close()

drop()
log.remove("Base")
for _ in range(20):
    gc.collect()
    if len(log) > 77:
        break
wanted = {"Base", "Raw", "Bytes", "Text", "File", "closed by __del__", "Failing"}
print(sorted(set(log) ^ wanted), max(log.count(name) for name in wanted - {"Base"}) <= 10)
# expect: [] True
