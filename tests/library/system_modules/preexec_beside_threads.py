# differs: fork copies no other thread, so what they hold is lost in the child
import subprocess
import threading

end = threading.Event()
t = threading.Thread(target=end.wait, name="worker")
t.start()
try:
    subprocess.run(["/bin/true"], preexec_fn=lambda: None)
except RuntimeError as e:
    print(e)
print(subprocess.run(["/bin/true"]).returncode)
end.set()
t.join()

# expect: fork() beside other threads: worker
# expect: 0
