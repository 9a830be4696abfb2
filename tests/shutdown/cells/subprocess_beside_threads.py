import subprocess, sys, threading
def spin():
    while True:
        [0] * 100
for _ in range(3):
    threading.Thread(target=spin, daemon=True).start()
for _ in range(3):
    print(subprocess.run(["echo", "child"], capture_output=True, text=True).stdout, end="")

# expect: child
# expect: child
# expect: child
