# Reads and new beginnings in two threads: each read sees one buffer or the other, whole.
import io
import threading

raw = io.BytesIO(b"x" * 50_000)
stream = io.BufferedReader(raw, 1 << 16)
done = False
strange = []


def begin_anew():
    while not done:
        stream.__init__(raw, 1)
        stream.__init__(raw, 1 << 16)


thread = threading.Thread(target=begin_anew)
thread.start()
for _ in range(5000):
    for piece in stream.read(100), stream.peek(), stream.readline(50):
        if piece.strip(b"x"):
            strange.append(piece)
    raw.seek(0)
done = True
thread.join()
print(strange)
# expect: []
