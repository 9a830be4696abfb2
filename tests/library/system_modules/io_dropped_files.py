# needs: WF_WITH_GC
# What was written to a file reaches it when nobody refers to the file any more, whatever its layers.
import gc
import os
import tempfile

with tempfile.TemporaryDirectory() as place:
    names = [os.path.join(place, str(i)) for i in range(40)]

    def write():
        for name in names:
            file = open(name, "w")
            file.write("some text")

    write()
    filler = [open(os.devnull) for _ in range(5)]
    gc.collect()
    print({os.path.getsize(name) for name in names[:-2]})
# expect: {9}
