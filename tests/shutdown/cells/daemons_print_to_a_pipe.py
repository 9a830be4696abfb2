# differs: CPython 3.11 may abort; 3.13 says this
import subprocess, sys
code = """
import threading
def work(n):
    while True:
        print(n * 20)
for n in "abcd":
    threading.Thread(target=work, args=(n,), daemon=True).start()
print("main")
"""
result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print(result.returncode, result.stderr)
lines = result.stdout.replace("main", "").split("\n")
print(result.stdout.count("main"), {c for c in result.stdout} <= set("abcdmain\n"))
print(max(map(len, lines)) % 20)

# expect-exact: |0 |
# expect: 1 True
# expect: 0
