import os
import subprocess
import threading

def run(*args, **options):
    return subprocess.run(["/bin/sh", "-c", *args], stdout=subprocess.PIPE, text=True, **options)

# Between fork and exec, after everything else is ready.
print(run("pwd; echo $X", preexec_fn=lambda: os.chdir("/"), cwd="/tmp", env={"X": "1"}).stdout.split())
r, w = os.pipe()
print(run(f"echo hello >&{w}; echo done", pass_fds=(w,), preexec_fn=lambda: None).stdout.strip())
os.close(w)
print(os.read(r, 100))
os.close(r)

def fails():
    raise KeyError("x")

try:
    run("exit 0", preexec_fn=fails)
except subprocess.SubprocessError as e:
    print(e)
for options in {}, {"cwd": "/nowhere"}:
    try:
        subprocess.run(["/no/such/program"], preexec_fn=lambda: None, **options)
    except FileNotFoundError as e:
        print(e.filename)

# expect: ['/', '1']
# expect: done
# expect: b'hello\n'
# expect: Exception occurred in preexec_fn.
# expect: /no/such/program
# expect: /nowhere
