import subprocess, sys
print(subprocess.run([sys.executable, "fixtures/runnable"], capture_output=True, text=True).stdout, end="")
print(subprocess.run([sys.executable, "-m", "runnable"], cwd="fixtures", capture_output=True, text=True).stdout, end="")
# expect: running __main__  True
# expect: init runnable
# expect: running __main__ runnable True
