"""tempfile: what the test files ask of it."""

import os

is_stand_in = True
_made = 0


def gettempdir():
    """Where temporary files go."""
    return os.environ.get("TMPDIR", "/tmp")


def mktemp(suffix="", prefix="tmp", dir=None):
    """A path where nothing is yet."""
    global _made
    while True:
        _made += 1
        path = os.path.join(dir or gettempdir(), f"{prefix}{os.getpid()}-{_made}{suffix}")
        if not os.path.exists(path):
            return path


def mkdtemp(suffix="", prefix="tmp", dir=None):
    """A new folder."""
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


def mkstemp(suffix="", prefix="tmp", dir=None, text=False):
    """A new file: its descriptor and path."""
    path = mktemp(suffix, prefix, dir)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), path


class NamedTemporaryFile:
    """A file that is removed as it is closed."""

    def __init__(self, mode="w+b", buffering=-1, encoding=None, newline=None, suffix="",
                 prefix="tmp", dir=None, delete=True):
        self.name = mktemp(suffix, prefix, dir)
        self.file = open(self.name, mode, buffering, encoding, newline=newline)
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        """Close the file and remove it."""
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.unlink(self.name)


def TemporaryFile(mode="w+b", **kwargs):
    """A file without a name."""
    path = mktemp()
    file = open(path, mode, **kwargs)
    os.unlink(path)
    return file
