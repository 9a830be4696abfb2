# needs: WF_WITH_GC
# The heap grows with what lives in it, also when many threads make it grow at once.
# It once grew by itself, one thread after the other, until the address space was full.
import threading

THREADS = 400
ROWS = 40


def address_space():
    """Megabytes."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmSize"):
                return int(line.split()[1]) // 1024


def build(begin, end):
    begin.wait()
    kept = [dict.fromkeys(range(100 + i)) for i in range(ROWS)]
    end.wait()
    assert len(kept) == ROWS


begin, end = threading.Barrier(THREADS + 1), threading.Barrier(THREADS + 1)
threads = [threading.Thread(target=build, args=(begin, end)) for _ in range(THREADS)]
for thread in threads:
    thread.start()
before = address_space()
begin.wait()
end.wait()
grown = address_space() - before
for thread in threads:
    thread.join()
print(grown if grown > 2000 else "in bounds")
# expect: in bounds
