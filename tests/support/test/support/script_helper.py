"""Helpers for tests that run scripts in a process of their own."""

import collections
import os
import subprocess
import sys

_Result = collections.namedtuple("_PythonRunResult", ("rc", "out", "err"))


def interpreter_requires_environment():
    """Weft needs no variable to start."""
    return False


_SUPPORT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _add_test_package(environment):
    """What the interpreter needs to find the tests and their stand-ins, and nothing else."""
    for name in [name for name in environment if name.startswith("WEFT_")]:
        if name != "WEFT_CPYTHON_TESTS":
            del environment[name]
    environment["WEFTPATH"] = os.pathsep.join([_SUPPORT, os.path.join(_SUPPORT, "stand_ins")])


def run_python_until_end(*args, **env_vars):
    """Run this interpreter with arguments; return its result and its command."""
    isolated = env_vars.pop("__isolated", not env_vars)
    cwd = env_vars.pop("__cwd", None)
    environment = {} if env_vars.pop("__cleanenv", None) else dict(os.environ)
    environment.update(env_vars)
    if isolated:
        _add_test_package(environment)
    command = [sys.executable, *args]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=environment, cwd=cwd)
    return _Result(done.returncode, done.stdout, done.stderr), command


def _assert_python(expected_success, *args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if bool(result.rc) == expected_success:
        raise AssertionError(
            f"{command} ended with {result.rc}\n--- stdout\n{result.out.decode(errors='replace')}"
            f"\n--- stderr\n{result.err.decode(errors='replace')}")
    return result


def assert_python_ok(*args, **env_vars):
    """The interpreter ends with status 0."""
    return _assert_python(True, *args, **env_vars)


def assert_python_failure(*args, **env_vars):
    """The interpreter ends with another status."""
    return _assert_python(False, *args, **env_vars)


def spawn_python(*args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **kw):
    """Start this interpreter."""
    return subprocess.Popen([sys.executable, "-E", *args], stdin=subprocess.PIPE, stdout=stdout,
                            stderr=stderr, **kw)


def kill_python(process):
    """Close the interpreter's input, and return what it printed."""
    process.stdin.close()
    data = process.stdout.read()
    process.stdout.close()
    process.wait()
    return data


def make_script(script_dir, script_basename, source, omit_suffix=False):
    """Write a script; return its path."""
    name = script_basename if omit_suffix else script_basename + ".py"
    path = os.path.join(script_dir, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path
