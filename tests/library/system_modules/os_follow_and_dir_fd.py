# dir_fd, follow_symlinks and effective_ids of the file functions.
import os
import stat
import tempfile

with tempfile.TemporaryDirectory() as place:
    at = os.open(place, os.O_RDONLY)
    with open(os.path.join(place, "file"), "w"):
        pass
    os.symlink("file", "link", dir_fd=at)
    print(os.readlink("link", dir_fd=at))  # expect: file
    os.link("file", "second", src_dir_fd=at, dst_dir_fd=at)
    print(os.stat("file", dir_fd=at).st_nlink)  # expect: 2
    os.link("link", "third", src_dir_fd=at, dst_dir_fd=at, follow_symlinks=False)
    print(stat.S_ISLNK(os.stat("third", dir_fd=at, follow_symlinks=False).st_mode))  # expect: True
    os.mkfifo("pipe", dir_fd=at)
    os.mknod("node", 0o600 | stat.S_IFREG, dir_fd=at)
    print(sorted(os.listdir(place)))
    # expect: ['file', 'link', 'node', 'pipe', 'second', 'third']
    os.utime("link", (5, 6), dir_fd=at, follow_symlinks=False)
    print(os.stat("link", dir_fd=at, follow_symlinks=False).st_mtime)  # expect: 6.0
    print(os.stat("file", dir_fd=at).st_mtime > 6)  # expect: True
    os.chmod("file", 0o640, dir_fd=at)
    print(oct(os.stat("file", dir_fd=at).st_mode))  # expect: 0o100640
    os.chown("link", -1, -1, dir_fd=at, follow_symlinks=False)
    os.remove(os.path.join(place, "file"))
    print(os.access("link", os.F_OK, dir_fd=at, effective_ids=True))  # expect: False
    print(os.access("link", os.F_OK, dir_fd=at, follow_symlinks=False))  # expect: True
    for call in (lambda: os.chmod("link", 0o600, dir_fd=at, follow_symlinks=False),
                 lambda: os.chmod(os.path.join(place, "link"), 0o600, follow_symlinks=False),
                 lambda: os.utime(at, follow_symlinks=False),
                 lambda: os.stat(at, dir_fd=at),
                 lambda: os.chown("node", "root", 0, dir_fd=at),
                 lambda: os.chown("node", -2, 0, dir_fd=at),
                 lambda: os.fchmod(at)):
        try:
            call()
        except (NotImplementedError, ValueError, TypeError, OverflowError) as error:
            print(type(error).__name__, error)
    # expect: ValueError chmod: cannot use dir_fd and follow_symlinks together
    # expect: NotImplementedError chmod: follow_symlinks unavailable on this platform
    # expect: ValueError utime: cannot use fd and follow_symlinks together
    # expect: ValueError stat: can't specify dir_fd without matching path
    # expect: TypeError uid should be integer, not str
    # expect: OverflowError uid is less than minimum
    # expect: TypeError fchmod() missing required argument 'mode' (pos 2)
    os.close(at)
