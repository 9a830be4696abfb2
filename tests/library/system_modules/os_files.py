import os
base = os.path.join(os.environ["TMPDIR"], "t"); os.mkdir(base); os.chdir(base)
os.makedirs("a/b/c", exist_ok=True)
with open("a/f.txt", "w") as f: f.write("hello")
print(os.listdir("."), sorted(os.listdir("a")), os.path.getsize("a/f.txt"), os.stat("a/f.txt").st_size, os.path.isfile("a/f.txt"), os.getcwd() == os.path.realpath(base))
os.rename("a/f.txt", "g.txt"); os.symlink("g.txt", "l"); print(os.path.islink("l"), os.readlink("l"), os.path.exists("a/f.txt"))
print([(d, sorted(n), sorted(f)) for d, n, f in os.walk(".")], sorted((e.name, e.is_dir()) for e in os.scandir(".")))
os.remove("g.txt"); os.unlink("l"); os.removedirs("a/b/c"); print(os.listdir("."))
for f in (lambda: os.remove("nope"), lambda: os.rmdir("nope"), lambda: os.listdir("nope"), lambda: os.mkdir(base), lambda: os.stat("nope")):
    try:
        f()
    except OSError as e:
        print(type(e).__name__, e.errno, e.strerror)
# expect: ['a'] ['b', 'f.txt'] 5 5 True True
# expect: True g.txt False
# expect: [('.', ['a'], ['g.txt', 'l']), ('./a', ['b'], []), ('./a/b', ['c'], []), ('./a/b/c', [], [])] [('a', True), ('g.txt', False), ('l', False)]
# expect: []
# expect: FileNotFoundError 2 No such file or directory
# expect: FileNotFoundError 2 No such file or directory
# expect: FileNotFoundError 2 No such file or directory
# expect: FileExistsError 17 File exists
# expect: FileNotFoundError 2 No such file or directory
