# needs: WF_WITH_GC
# The stacks of so many threads look like pointers into wherever a large block could lie.
import threading

over = threading.Event()
threads = [threading.Thread(target=over.wait) for _ in range(1000)]
for thread in threads:
    thread.start()
for i in range(30):
    block = bytes(6_000_000)
    items = []
    items.extend([i] * 800_000)
    text = "é" * 3_000_000
print(len(block), len(items), len(text))  # expect: 6000000 800000 3000000
over.set()
for thread in threads:
    thread.join()
