"""What the program runs on."""

import os
import sys
from collections import namedtuple

__all__ = ['architecture', 'freedesktop_os_release', 'libc_ver', 'machine',
           'node', 'platform', 'processor', 'python_branch', 'python_build',
           'python_compiler', 'python_implementation', 'python_revision',
           'python_version', 'python_version_tuple', 'release', 'system',
           'uname', 'uname_result', 'version']

_Uname = namedtuple('uname_result', 'system node release version machine')


class uname_result(_Uname):
    """The system's names; the sixth, processor, is not known."""

    @property
    def processor(self):
        return ''


def uname():
    """The system's names."""
    return uname_result(*os.uname())


def system():
    """'Linux', 'Darwin', ..."""
    return os.uname()[0]


def node():
    """The computer's name."""
    return os.uname()[1]


def release():
    """The system's release."""
    return os.uname()[2]


def version():
    """The system's version."""
    return os.uname()[3]


def machine():
    """The kind of machine: 'x86_64', ..."""
    return os.uname()[4]


def processor():
    """Not known: ''."""
    return ''


def architecture(executable=None, bits='', linkage=''):
    """(bits, linkage) of the running program."""
    return bits or ('64bit' if sys.maxsize > 2 ** 32 else '32bit'), linkage


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """The C library, as far as it is known."""
    try:
        name, _, number = os.confstr('CS_GNU_LIBC_VERSION').partition(' ')
        return name, number
    except (AttributeError, ValueError, OSError):
        return lib, version


def python_implementation():
    """The name of the implementation."""
    name = sys.implementation.name
    return 'CPython' if name == 'cpython' else name.capitalize()


def python_version():
    """The version of the language as text."""
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    """The version of the language as three texts."""
    return tuple(map(str, sys.version_info[:3]))


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    """(number, date) of the build, as far as known."""
    return '', ''


def python_compiler():
    """The compiler of the runtime, if sys.version tells."""
    begin, end = sys.version.find('['), sys.version.rfind(']')
    return sys.version[begin + 1:end] if 0 <= begin < end else ''


def platform(aliased=False, terse=False):
    """One line about the system."""
    names = os.uname()
    if terse:
        return f'{names[0]}-{names[2]}'
    return f'{names[0]}-{names[2]}-{names[4]}'


def freedesktop_os_release():
    """The contents of os-release as a dict."""
    import shlex
    for path in ('/etc/os-release', '/usr/lib/os-release'):
        try:
            with open(path, encoding='utf-8') as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            continue
        result = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
        for line in lines:
            name, equals, value = line.strip().partition('=')
            if equals and not name.startswith('#'):
                result[name] = ''.join(shlex.split(value))
        return result
    raise OSError('Unable to read files /etc/os-release, '
                  '/usr/lib/os-release')


if __name__ == '__main__':
    print(platform('nonaliased' not in sys.argv and '--nonaliased' not in sys.argv,
                   'terse' in sys.argv or '--terse' in sys.argv))
