# One thread writes, the other moves the position, begins anew and cuts: nothing is torn.
import io
import threading


def run(stream, text, far, fresh):
    done = False

    def disturb():
        while not done:
            stream.seek(far)
            stream.seek(0)
            stream.__init__(fresh)
            stream.truncate(1)

    thread = threading.Thread(target=disturb)
    thread.start()
    for _ in range(20_000):
        stream.write(text)
        stream.tell()
    done = True
    thread.join()
    kept = stream.getvalue()
    strange = set(kept) - set(text) - set(fresh) - set("\0") - {0}
    print(type(stream).__name__, strange)


run(io.BytesIO(), b"x" * 50, 1000, b"y" * 10)
run(io.StringIO(), "x" * 50, 1000, "y" * 10)
# expect: BytesIO set()
# expect: StringIO set()
