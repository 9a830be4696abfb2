# The stream below begins the one above anew, or takes itself away, while that reads.
# differs: CPython goes on with the new buffer
import io


class Below(io.BytesIO):
    change = None

    def read1(self, size):
        self.change()
        return b"abc"


below = Below()
stream = io.TextIOWrapper(below)
for below.change in (lambda: stream.__init__(below), stream.detach, stream.reconfigure):
    try:
        stream.read(1)
    except RuntimeError as e:
        print(str(e).split(" <")[0])
# expect: reentrant call inside
# expect: reentrant call inside
# expect: reentrant call inside
