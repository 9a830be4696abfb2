# Output that cannot be written is reported at the end, and the status is 120 whatever it was to be.
import subprocess
import sys

for program in ("print('x')", "print('x', flush=True)", "print('x'); sys.exit(3)", "print('x' * 100000)"):
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()\n" + program],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    child.stdout = None
    errors = child.communicate(b"")[1]
    print(child.returncode, [line for line in errors.decode().splitlines() if not line.startswith(" ")])
# expect: 120 ["Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>", 'BrokenPipeError: [Errno 32] Broken pipe']
# expect: 120 ['Traceback (most recent call last):', 'BrokenPipeError: [Errno 32] Broken pipe', "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>", 'BrokenPipeError: [Errno 32] Broken pipe']
# expect: 120 ["Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>", 'BrokenPipeError: [Errno 32] Broken pipe']
# expect: 1 ['Traceback (most recent call last):', 'BrokenPipeError: [Errno 32] Broken pipe']
