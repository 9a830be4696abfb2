import subprocess, sys
r = subprocess.run([sys.executable, "-c", "import sys; print(sys.stdin.read().upper()); print('err', file=sys.stderr); sys.exit(3)"], input="abc", capture_output=True, text=True)
print(r.returncode, repr(r.stdout), repr(r.stderr), subprocess.check_output("echo hi", shell=True), subprocess.call(["true"]), subprocess.getoutput("echo x"))
for f in (lambda: subprocess.check_call(["false"]), lambda: subprocess.run(["/nonexistent/prog"])):
    try:
        f()
    except (subprocess.CalledProcessError, FileNotFoundError) as e:
        print(type(e).__name__, e)
p = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE); print(p.communicate(b"through cat"), p.returncode, p.poll())
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as p:
    p.stdin.write("line\n"); p.stdin.close(); print(p.stdout.read())
print(subprocess.run("exit 5", shell=True).returncode, subprocess.run(["sh", "-c", "kill -9 $$"]).returncode, subprocess.run(["printenv", "V"], env={"V": "e", "PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE).stdout, subprocess.run(["pwd"], cwd="/", capture_output=True, text=True).stdout)
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(e.cmd)
# expect: 3 'ABC\n' 'err\n' b'hi\n' 0 x
# expect: CalledProcessError Command '['false']' returned non-zero exit status 1.
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/prog'
# expect: (b'through cat', None) 0 0
# expect: line
# expect:
# expect: 5 -9 b'e\n' /
# expect:
# expect: ['sleep', '5']
