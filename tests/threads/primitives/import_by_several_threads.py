# A module is loaded once, and nobody sees it half loaded but who is part of a circle.
import sys
import tempfile
import threading
import os

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)

    def write(name, text):
        with open(os.path.join(folder, name + ".py"), "w") as file:
            file.write(text)

    write("slow", "import builtins, time\nbuiltins.loads += 1\ntime.sleep(0.02)\nvalue = 1\n")
    write("left", "import time\ntime.sleep(0.01)\nimport right\nvalue = 1\n")
    write("right", "import time\ntime.sleep(0.01)\nimport left\nvalue = 1\n")
    import builtins
    builtins.loads = 0
    barrier = threading.Barrier(8)
    values = []

    def load():
        barrier.wait()
        import slow
        values.append(slow.value)

    threads = [threading.Thread(target=load) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(values, builtins.loads)  # expect: [1, 1, 1, 1, 1, 1, 1, 1] 1

    threads = [threading.Thread(target=__import__, args=(name,)) for name in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sys.modules["left"].value, sys.modules["right"].value)  # expect: 1 1
