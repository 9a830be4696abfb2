"""What the numbers in the results of os.stat mean."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID = range(5)
ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(5, 10)

S_IFDIR = 0o040000
S_IFCHR = 0o020000
S_IFBLK = 0o060000
S_IFREG = 0o100000
S_IFIFO = 0o010000
S_IFLNK = 0o120000
S_IFSOCK = 0o140000
S_IFDOOR = 0
S_IFPORT = 0
S_IFWHT = 0

S_ISUID = 0o4000
S_ISGID = 0o2000
S_ENFMT = S_ISGID
S_ISVTX = 0o1000
S_IREAD = 0o0400
S_IWRITE = 0o0200
S_IEXEC = 0o0100
S_IRWXU = 0o0700
S_IRUSR = 0o0400
S_IWUSR = 0o0200
S_IXUSR = 0o0100
S_IRWXG = 0o0070
S_IRGRP = 0o0040
S_IWGRP = 0o0020
S_IXGRP = 0o0010
S_IRWXO = 0o0007
S_IROTH = 0o0004
S_IWOTH = 0o0002
S_IXOTH = 0o0001

UF_NODUMP = 0x00000001
UF_IMMUTABLE = 0x00000002
UF_APPEND = 0x00000004
UF_OPAQUE = 0x00000008
UF_NOUNLINK = 0x00000010
UF_COMPRESSED = 0x00000020
UF_HIDDEN = 0x00008000
SF_ARCHIVED = 0x00010000
SF_IMMUTABLE = 0x00020000
SF_APPEND = 0x00040000
SF_NOUNLINK = 0x00100000
SF_SNAPSHOT = 0x00200000

FILE_ATTRIBUTE_ARCHIVE = 32
FILE_ATTRIBUTE_COMPRESSED = 2048
FILE_ATTRIBUTE_DEVICE = 64
FILE_ATTRIBUTE_DIRECTORY = 16
FILE_ATTRIBUTE_ENCRYPTED = 16384
FILE_ATTRIBUTE_HIDDEN = 2
FILE_ATTRIBUTE_INTEGRITY_STREAM = 32768
FILE_ATTRIBUTE_NORMAL = 128
FILE_ATTRIBUTE_NOT_CONTENT_INDEXED = 8192
FILE_ATTRIBUTE_NO_SCRUB_DATA = 131072
FILE_ATTRIBUTE_OFFLINE = 4096
FILE_ATTRIBUTE_READONLY = 1
FILE_ATTRIBUTE_REPARSE_POINT = 1024
FILE_ATTRIBUTE_SPARSE_FILE = 512
FILE_ATTRIBUTE_SYSTEM = 4
FILE_ATTRIBUTE_TEMPORARY = 256
FILE_ATTRIBUTE_VIRTUAL = 65536


def S_IMODE(mode):
    """The part of a mode that chmod can set."""
    return mode & 0o7777


def S_IFMT(mode):
    """The part of a mode that tells the kind of file."""
    return mode & 0o170000


def S_ISDIR(mode):
    """Whether a mode is a directory's."""
    return mode & 0o170000 == S_IFDIR


def S_ISCHR(mode):
    """Whether a mode is a character device's."""
    return mode & 0o170000 == S_IFCHR


def S_ISBLK(mode):
    """Whether a mode is a block device's."""
    return mode & 0o170000 == S_IFBLK


def S_ISREG(mode):
    """Whether a mode is a regular file's."""
    return mode & 0o170000 == S_IFREG


def S_ISFIFO(mode):
    """Whether a mode is a named pipe's."""
    return mode & 0o170000 == S_IFIFO


def S_ISLNK(mode):
    """Whether a mode is a symbolic link's."""
    return mode & 0o170000 == S_IFLNK


def S_ISSOCK(mode):
    """Whether a mode is a socket's."""
    return mode & 0o170000 == S_IFSOCK


def S_ISDOOR(mode):
    """Whether a mode is a door's; there are none."""
    return False


def S_ISPORT(mode):
    """Whether a mode is an event port's; there are none."""
    return False


def S_ISWHT(mode):
    """Whether a mode is a whiteout's; there are none."""
    return False


_KINDS = {S_IFLNK: 'l', S_IFSOCK: 's', S_IFREG: '-', S_IFBLK: 'b',
          S_IFDIR: 'd', S_IFCHR: 'c', S_IFIFO: 'p'}


def filemode(mode):
    """A mode as ls shows it: '-rwxr-xr-x'."""
    shown = [_KINDS.get(S_IFMT(mode), '?')]
    for shift, special, letter in ((6, S_ISUID, 's'), (3, S_ISGID, 's'),
                                   (0, S_ISVTX, 't')):
        bits = mode >> shift
        shown.append('r' if bits & 4 else '-')
        shown.append('w' if bits & 2 else '-')
        if mode & special:
            shown.append(letter if bits & 1 else letter.upper())
        else:
            shown.append('x' if bits & 1 else '-')
    return ''.join(shown)
