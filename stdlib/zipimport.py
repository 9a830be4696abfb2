"""Modules and other files from zip archives: what stands in sys.path_hooks for them.

Scripts are read, compiled files are not; entries may be stored or deflated.
"""

import os
import stat
import struct
from importlib.machinery import ModuleSpec, _SourceLoader
from importlib.util import spec_from_loader

__all__ = ['ZipImportError', 'zipimporter']

_zip_directory_cache = {}

_END = struct.Struct('<4s4H2LH')
_ENTRY = struct.Struct('<4s6H3L5H2L')
_LOCAL = struct.Struct('<4s5H3L2H')
_LONGEST_COMMENT = 0xffff
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8


class ZipImportError(ImportError):
    """An archive that cannot be used, or does not have what is wanted."""


def _damaged(archive):
    return ZipImportError(f'not a Zip file: {archive!r}', path=archive)


def _find_end(file, archive):
    """(place, fields) of the record at the end of an archive."""
    size = file.seek(0, 2)
    start = max(size - _END.size - _LONGEST_COMMENT, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b'PK\x05\x06')
    if at < 0 or at + _END.size > len(tail):
        raise _damaged(archive)
    return start + at, _END.unpack_from(tail, at)


def _read_directory(archive):
    """Entries by their names: (path, method, packed size, size, offset, time, date, crc)."""
    try:
        file = open(archive, 'rb')
    except OSError:
        raise ZipImportError(f"can't open Zip file: {archive!r}", path=archive) from None
    files = {}
    with file:
        place, end = _find_end(file, archive)
        size, offset = end[5:7]
        # Something may stand before the archive, such as a line for the shell.
        before = place - size - offset
        if before < 0:
            raise ZipImportError(f'bad central directory size or offset: {archive!r}',
                                 path=archive)
        file.seek(place - size)
        directory = file.read(size)
    at = 0
    while directory[at:at + 4] == b'PK\x01\x02' and at + _ENTRY.size <= len(directory):
        (_, _, _, flags, method, time, date, crc, packed, size, name_size, extra_size,
         comment_size, _, _, _, offset) = _ENTRY.unpack_from(directory, at)
        at += _ENTRY.size
        name = directory[at:at + name_size]
        at += name_size + extra_size + comment_size
        name = name.decode('utf-8' if flags & _UTF8 else 'cp437')
        path = f'{archive}/{name}'
        files[name] = (path, method, packed, size, before + offset, time, date, crc)
    return files


def _zlib():
    """The system's zlib, which nothing else needs: so it is looked for when there is something for
    it to do."""
    import ctypes
    for name in 'libz.so.1', 'libz.1.dylib', 'libz.so':
        try:
            return ctypes.CDLL(name)
        except OSError:
            pass
    raise ZipImportError("can't decompress data; zlib not available")


def _inflate(data):
    """Deflated data without a header, unpacked; ValueError if they are damaged."""
    import ctypes
    from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p

    class Stream(ctypes.Structure):
        _fields_ = [
            ('next_in', c_char_p), ('avail_in', c_uint), ('total_in', c_ulong),
            ('next_out', c_void_p), ('avail_out', c_uint), ('total_out', c_ulong),
            ('msg', c_char_p), ('state', c_void_p), ('zalloc', c_void_p), ('zfree', c_void_p),
            ('opaque', c_void_p), ('data_type', c_int), ('adler', c_ulong), ('reserved', c_ulong)]

    zlib = _zlib()
    piece = ctypes.create_string_buffer(65536)
    stream = Stream(next_in=data, avail_in=len(data))
    without_header, no_flush, stream_end = -15, 0, 1
    if zlib.inflateInit2_(ctypes.byref(stream), without_header, b'1', ctypes.sizeof(stream)):
        raise MemoryError
    pieces, status = [], 0
    while status == 0:
        stream.next_out, stream.avail_out = ctypes.addressof(piece), len(piece)
        status = zlib.inflate(ctypes.byref(stream), no_flush)
        pieces.append(piece.raw[:len(piece) - stream.avail_out])
    zlib.inflateEnd(ctypes.byref(stream))
    if status != stream_end:
        raise ValueError('its data are damaged')
    return b''.join(pieces)


def _read_entry(archive, entry):
    _, method, packed, _, offset = entry[:5]
    with open(archive, 'rb') as file:
        file.seek(offset)
        header = file.read(_LOCAL.size)
        if len(header) != _LOCAL.size or header[:4] != b'PK\x03\x04':
            raise ZipImportError(f'bad local file header: {archive!r}', path=archive)
        file.seek(sum(_LOCAL.unpack(header)[-2:]), 1)
        if packed > os.fstat(file.fileno()).st_size:
            raise OSError("zipimport: can't read data")
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == _STORED:
        return data
    if method != _DEFLATED:
        raise ZipImportError(f"can't unpack what is in {archive!r}: its compression method is "
                             f'{method}', path=archive)
    try:
        return _inflate(data)
    except ValueError as error:
        raise ZipImportError(f"can't unpack what is in {archive!r}: {error}",
                             path=archive) from None


class zipimporter(_SourceLoader):
    """Finds and loads what is in an archive, or in a folder of one.

    archive: the path of the file. prefix: the folder inside, with a slash at its end.
    """

    def __init__(self, path):
        if not isinstance(path, str):
            path = os.fsdecode(path)
        if not path:
            raise ZipImportError('archive path is empty', path=path)
        archive, folders = path, []
        while True:
            try:
                info = os.stat(archive)
                break
            except (OSError, ValueError):
                above, folder = os.path.split(archive)
                if above == archive:
                    raise ZipImportError(f'not a Zip file: {path!r}', path=path) from None
                archive = above
                folders.insert(0, folder)
        if not stat.S_ISREG(info.st_mode):
            raise ZipImportError('not a Zip file', path=path)
        self.archive = archive
        self.prefix = ''.join([f'{folder}/' for folder in folders if folder])
        files = _zip_directory_cache.get(archive)
        if files is None:
            files = _zip_directory_cache[archive] = _read_directory(archive)
        self._files = files

    def __repr__(self):
        return f'<zipimporter object "{self.archive}/{self.prefix}">'

    def _entry_of(self, fullname):
        """The name of the entry with a module's source, or None."""
        path = self.prefix + fullname.rpartition('.')[2]
        for end in ('/__init__.py', '.py'):
            if path + end in self._files:
                return path + end
        return None

    def _need(self, fullname):
        entry = self._entry_of(fullname)
        if entry is None:
            raise ZipImportError(f"can't find module {fullname!r}", name=fullname)
        return entry

    def find_spec(self, fullname, target=None):
        """The spec of a module; that of a folder without __init__.py has no loader."""
        if self._entry_of(fullname) is not None:
            return spec_from_loader(fullname, self, is_package=self.is_package(fullname))
        path = self.prefix + fullname.rpartition('.')[2]
        if path + '/' not in self._files:
            return None
        spec = ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations.append(f'{self.archive}/{path}')
        return spec

    def is_package(self, fullname):
        """Whether the module is a folder with an __init__.py."""
        return self._need(fullname).endswith('/__init__.py')

    def get_filename(self, fullname):
        """Where the module's source is, as a path that begins with the archive's."""
        return f'{self.archive}/{self._need(fullname)}'

    def get_data(self, pathname):
        """The bytes of an entry."""
        name = pathname.removeprefix(f'{self.archive}/')
        entry = self._files.get(name)
        if entry is None:
            raise OSError(0, '', name)
        return _read_entry(self.archive, entry)

    def get_source(self, fullname):
        """The module's source as str."""
        from importlib.util import decode_source
        return decode_source(self.get_data(self.get_filename(fullname)))

    def get_code(self, fullname):
        """The module's code object."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def invalidate_caches(self):
        """Reads the archive's directory again."""
        try:
            self._files = _zip_directory_cache[self.archive] = _read_directory(self.archive)
        except ZipImportError:
            _zip_directory_cache.pop(self.archive, None)
            self._files = {}
