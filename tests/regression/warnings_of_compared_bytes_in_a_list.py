# Under -b a comparison of bytes with text warns, which runs code of the script: under no lock.
import subprocess
import sys

code = '''
import bisect, heapq, threading, warnings
over = threading.Event()
threading.Thread(target=over.wait).start()
def show(message, *rest, **more):
    rows.append((b"z", 9))
    print(message, len(rows) < 9)
warnings.showwarning = show
warnings.simplefilter("always")
for use in list.sort, heapq.heapify, lambda rows: bisect.insort(rows, ("a", 7)), lambda rows: (b"b", 0) in rows:
    rows = [(b"a", 1), ("a", 2), (b"b", 3)]
    try:
        print(use(rows))
    except Exception as error:
        print(type(error).__name__)
over.set()
'''
result = subprocess.run([sys.executable, "-b", "-c", code], capture_output=True, text=True, timeout=60)
print("BytesWarning" in result.stderr or "Comparison between bytes and string True" in result.stdout)
print(result.returncode, result.stderr, end="")
# expect: True
# expect: 0 
