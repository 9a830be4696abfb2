import os.path as p
print(p.join("a", "b", "/c", "d"), p.join("a", ""), p.split("/a/b"), p.basename("a/b.txt"), p.dirname("/a/b"), p.splitext("a/b.tar.gz"), p.splitext(".bashrc"), p.normpath("a/./b/../c//d"), p.isabs("/a"), p.commonprefix(["/ab", "/ac"]), p.commonpath(["/a/b", "/a/c"]), p.relpath("/a/b", "/a/c"), p.exists("/"), p.isdir("/"), p.isfile("/"), p.expanduser("x"), p.abspath("/a/../b"), p.normpath(""), p.splitdrive("a"))
# expect: /c/d a/ ('/a', 'b') b.txt /a ('a/b.tar', '.gz') ('.bashrc', '') a/c/d True /a /a ../b True True False x /b . ('', 'a')
