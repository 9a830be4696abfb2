# One thread reads, the other asks for positions and begins anew: each read is whole.
# differs: in CPython a stream that is being begun anew counts as uninitialized
import io
import threading

data = b"a line of text\n" * 2000
stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
done = False
strange = []


def disturb():
    while not done:
        stream.tell()
        stream.reconfigure(line_buffering=True)
        stream.__init__(io.BytesIO(data), encoding="latin-1")


thread = threading.Thread(target=disturb)
thread.start()
for _ in range(3000):
    stream.seek(0)
    for text in stream.readline(), stream.read(50):
        if set(text) - set("a line of text\n"):
            strange.append(text)
done = True
thread.join()
print(strange)
# expect: []
