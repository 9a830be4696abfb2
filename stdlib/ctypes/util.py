"""Finding shared libraries."""

import os
import re
import shutil
import struct
import subprocess
import tempfile


def _output(*command):
    """What a tool prints, or b'' when it is missing or fails."""
    program = shutil.which(command[0])
    if not program:
        return b""
    environment = dict(os.environ, LC_ALL="C", LANG="C")
    try:
        with subprocess.Popen([program, *command[1:]], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=environment) as process:
            return process.stdout.read()
    except OSError:
        return b""


def _machine():
    """How ldconfig marks libraries of this program's kind."""
    machine = os.uname().machine + ("-32" if struct.calcsize("l") == 4 else "-64")
    marks = {"x86_64-64": "libc6,x86-64", "ppc64-64": "libc6,64bit", "sparc64-64": "libc6,64bit",
             "s390x-64": "libc6,64bit", "ia64-64": "libc6,IA-64"}
    return marks.get(machine, "libc6")


def _findSoname_ldconfig(name):
    found = re.search(r"\s+(lib%s\.[^\s]+)\s+\(%s" % (re.escape(name), _machine()),
                      os.fsdecode(_output("/sbin/ldconfig", "-p")))
    return found and found.group(1)


def _is_elf(path):
    try:
        with open(path, "rb") as file:
            return file.read(4) == b"\x7fELF"
    except OSError:
        return False


def _findLib_gcc(name):
    """The file that a C compiler would link for -lNAME."""
    compiler = "gcc" if shutil.which("gcc") else "cc"
    with tempfile.TemporaryDirectory() as folder:
        trace = _run_both(compiler, "-Wl,-t", "-o", os.path.join(folder, "a"), "-l" + name)
    pattern = r"[^\(\)\s]*lib%s\.[^\(\)\s]*" % re.escape(name)
    for path in re.findall(pattern, os.fsdecode(trace)):
        if _is_elf(path):
            return path
    return None


def _findLib_ld(name):
    command = ["ld", "-t"]
    for folder in os.environ.get("LD_LIBRARY_PATH", "").split(":"):
        if folder:
            command.extend(["-L", folder])
    trace = _run_both(*command, "-o", os.devnull, "-l" + name)
    pattern = r"[^\(\)\s]*lib%s\.[^\(\)\s]*" % re.escape(name)
    for path in re.findall(pattern, os.fsdecode(trace)):
        if _is_elf(path):
            return path
    return None


def _run_both(*command):
    """What a tool prints to both streams, whether or not it succeeds."""
    if not shutil.which(command[0]):
        return b""
    environment = dict(os.environ, LC_ALL="C", LANG="C")
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env=environment).stdout
    except OSError:
        return b""


def _get_soname(path):
    """The name that the library gives itself."""
    found = path and re.search(rb"\sSONAME\s+([^\s]+)", _output("objdump", "-p", "-j", ".dynamic",
                                                                path))
    return os.fsdecode(found.group(1)) if found else None


def find_library(name):
    """The file name of the library that -lNAME means to a C compiler, or None."""
    return _findSoname_ldconfig(name) or _get_soname(_findLib_gcc(name)) or \
        _get_soname(_findLib_ld(name))
