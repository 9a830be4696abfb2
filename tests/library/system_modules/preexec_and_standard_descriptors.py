# What is kept for the program does not close what lies between, and what the parent has closed is free for it.
import os, subprocess

def nothing():
    pass

done = subprocess.run(["/bin/echo", "hi"], stdout=subprocess.PIPE, pass_fds=(0,), preexec_fn=nothing)
print(done.returncode, done.stdout)
os.closerange(1000, 2000000000)

saved = os.dup(0), os.dup(1)
os.close(0)
os.close(1)
try:
    subprocess.run(["/bin/nonexist"], stdout=2, preexec_fn=nothing)
except FileNotFoundError as error:
    text = str(error)
finally:
    os.dup2(saved[0], 0)
    os.dup2(saved[1], 1)
print(text)

# expect: 0 b'hi\n'
# expect: [Errno 2] No such file or directory: '/bin/nonexist'
