"""What the program runs on."""

import os
import sys
from collections import namedtuple

__all__ = ['architecture', 'freedesktop_os_release', 'java_ver', 'libc_ver',
           'mac_ver', 'machine', 'node', 'platform', 'processor', 'python_branch', 'python_build',
           'python_compiler', 'python_implementation', 'python_revision',
           'python_version', 'python_version_tuple', 'release', 'system',
           'system_alias', 'uname', 'uname_result', 'version', 'win32_edition',
           'win32_is_iot', 'win32_ver']

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


def system_alias(system, release, version):
    """The same three as people know them."""
    if system == 'SunOS' and release >= '5':
        first, *rest = release.split('.')
        if first.isdecimal():  # SunOS 5.6 is Solaris 2.6
            release = '.'.join([str(int(first) - 3), *rest])
        return 'Solaris', release, version
    if system in ('win32', 'win16'):
        return 'Windows', release, version
    return system, release, version


def _joined(*names):
    """The names that are known with - between them, and no other separators."""
    text = '-'.join([name.strip() for name in names if name and name != 'unknown'])
    text = text.replace(' ', '_')
    for char in '/\\:;"()':
        text = text.replace(char, '-')
    while '--' in text:
        text = text.replace('--', '-')
    return text.rstrip('-')


def platform(aliased=False, terse=False):
    """One line about the system."""
    system, _, release, version, machine = os.uname()
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system != 'Linux':
        return _joined(system, release, '' if terse else machine)
    return _joined(system, release, machine, 'with', ''.join(libc_ver()))


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """What is known about macOS: nothing more than is given."""
    return release, versioninfo, machine


def win32_ver(release='', version='', csd='', ptype=''):
    """What is known about Windows: nothing more than is given."""
    return release, version, csd, ptype


def win32_edition():
    """The edition of Windows: None."""
    return None


def win32_is_iot():
    """Is it Windows for small things? No."""
    return False


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    """What is known about Java: nothing more than is given."""
    return release, vendor, vminfo, osinfo


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
