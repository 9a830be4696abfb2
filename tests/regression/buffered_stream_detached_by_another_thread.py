# Two threads read while a third takes the raw stream away: a read gives bytes or says why not.
import io
import os
import threading

strange = []
refused = []


def read(stream, started):
    started.wait()
    try:
        while True:
            if stream.read(10).strip(b"\0"):
                strange.append("bytes")
    except ValueError as e:
        refused.append(str(e))
    except AttributeError as e:
        strange.append(e)


for _ in range(50):
    stream = open("/dev/zero", "rb", buffering=16)
    started = threading.Barrier(3)
    threads = [threading.Thread(target=read, args=(stream, started)) for _ in range(2)]
    for thread in threads:
        thread.start()
    started.wait()
    raw = stream.detach()
    for thread in threads:
        thread.join()
    raw.close()
print(strange, len(refused), set(refused))
# expect: [] 100 {'raw stream has been detached'}
