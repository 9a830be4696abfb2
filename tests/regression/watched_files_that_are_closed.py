# needs: WF_WITH_GC
# Closing a file takes away neither the callbacks of its weak references nor its __del__.
import gc
import io
import os
import weakref

found = []


class File(io.FileIO):
    def __del__(self):
        found.append('deleted')


def make(n):
    for i in range(n):
        for cls in io.FileIO, File:
            file = cls(os.devnull)
            refs.append(weakref.ref(file, lambda ref: found.append('called')))
            file.close()


def burn(n):
    return burn(n - 1) if n else None


refs = []
make(200)
for _ in range(3):
    burn(50)
    gc.collect()
print(found.count('called') > 350, found.count('deleted') > 150)  # expect: True True
