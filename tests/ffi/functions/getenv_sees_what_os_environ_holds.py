"""The environment is the process's own: C functions and programs see each change, and the other way round."""
import ctypes
import os
import subprocess

libc = ctypes.CDLL(None)
getenv = libc.getenv
getenv.restype = ctypes.c_char_p

os.environ["A1"] = "x"
os.environ["A2"] = "y" * 1000
print(getenv(b"A1"), len(getenv(b"A2")))
for i in range(200):
    os.environ[f"V{i}"] = str(i)
for i in range(0, 200, 2):
    del os.environ[f"V{i}"]
print(getenv(b"V1"), getenv(b"V0"), getenv(b"V199"), sum(name[0] == "V" for name in os.environ))
print(subprocess.check_output(["/bin/sh", "-c", "echo $V3 $A1"]))
os.environ["A1"] = "longer than it was"
print(getenv(b"A1"))
os.unsetenv("A1")
print(getenv(b"A1"))
libc.setenv(b"C1", b"by C", 1)
os.environ["C2"] = "after that"
print(getenv(b"C1"), getenv(b"C2"), getenv(b"V3"))
libc.unsetenv(b"C2")
os.environ["C3"] = "and again"
print(getenv(b"C2"), getenv(b"C3"))
for name in ("", "a=b"):
    for change in (lambda: os.putenv(name, "x"), lambda: os.unsetenv(name)):
        try:
            change()
        except (OSError, ValueError) as error:
            print(type(error).__name__, error)
os.environ.clear()
print(getenv(b"V1"), subprocess.check_output(["/bin/sh", "-c", "echo $V1"]))
# expect: b'x' 1000
# expect: b'1' None b'199' 100
# expect: b'3 x\n'
# expect: b'longer than it was'
# expect: None
# expect: b'by C' b'after that' b'3'
# expect: None b'and again'
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: ValueError illegal environment variable name
# expect: OSError [Errno 22] Invalid argument
# expect: None b'\n'
