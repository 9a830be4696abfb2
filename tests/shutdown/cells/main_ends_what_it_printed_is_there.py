import os, subprocess, sys, tempfile
script = """
import os, sys, threading
print("printed by main")
sys.stderr.write("no end of a line")
def work():
    reached.wait()
    os._exit(4)
reached = threading.Event()
threading.Thread(target=work).start()

threading._register_atexit(reached.set)
%s
"""
def run(text):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(text)
        file.flush()
        return subprocess.run([sys.executable, file.name], capture_output=True, text=True)
for end in "", "sys.exit(3)", "raise SystemExit", "raise ValueError":
    done = run(script % end)
    print(done.returncode, done.stdout.strip(), done.stderr.split("\n")[0])
child = "import atexit, subprocess; print('main'); atexit.register(subprocess.run, ['echo', 'child'])"
print(run(child).stdout.split())
# expect: 4 printed by main no end of a line
# expect: 4 printed by main no end of a line
# expect: 4 printed by main no end of a line
# expect: 4 printed by main no end of a lineTraceback (most recent call last):
# expect: ['main', 'child']
