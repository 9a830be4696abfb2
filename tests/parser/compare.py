"""Compares the parser with CPython 3.11's: trees with their places, and syntax errors.

Usage: python3.11 tests/parser/compare.py ASTDUMP [--mutate SECONDS] [--seed N] [FILE...]

ASTDUMP is the program made of tests/parser/astdump.c. Without FILE, every file of CPython's own library
is compared. With --mutate, pieces of those files are damaged at random and the errors are compared.
`await` as a name is a deliberate difference, so mutated sources that contain it are left out; of
sources in encodings other than UTF-8, Latin-1 and ASCII the program knows nothing.
"""

import argparse
import ast
import collections
import os
import random
import re
import subprocess
import sys
import time
import warnings

TOKEN = re.compile(r"\s+|\w+|'[^'\n]*'|\"[^\"\n]*\"|[^\w\s]")
PIECES = """( ) [ ] { } : , ; . = == := + - * ** / // @ % -> | & < > <= != <> ... ! ? $ ~ += -= **=
if else elif for in while not and or is lambda def class return yield async with as try except
finally raise from import del global nonlocal pass break continue assert None True False print exec
match case _ x y 1 0x1 1j 'a' f'{x}' b'a' (a) (*a) [*a] {**a} {1:2} a.b a[0] f() except* \\""".split()
PIECES += ["\n", "\n  ", "    ", "not in", "is not", "as y", "= 1", ": int", "for q in r",
           "else: pass", ":\n  pass", "lambda x: x", '"""', "'", "#", f"f'{{x!r:>{{y}}}}'"]


class Program:
    """The parser under test, which answers one source after the other."""

    def __init__(self, path, *flags):
        self.command = [path, *flags]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def parse(self, source):
        try:
            self.process.stdin.write(b"%d\n" % len(source) + source)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if not answer.endswith(b"\n"):
            status = self.process.wait()
            self.start()
            return f"the program ended with {status}"
        return answer[:-1].decode("utf-8", "surrogatepass").replace("+\t", "\t", 1)


def escape(text):
    return (text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
            .replace("\r", "\\r"))


def reference(source, mode):
    """What CPython says, written as the program writes it."""
    try:
        tree = compile(source, "<source>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as error:
        numbers = error.lineno, error.offset, error.end_lineno, error.end_offset
        return "\t".join([type(error).__name__, escape(str(error.msg)),
                          *(str(number or 0) for number in numbers), escape(error.text or "")])
    except (MemoryError, RecursionError):
        return "MemoryError\t\t0\t0\t0\t0\t"
    return ast.dump(tree, include_attributes=True)


def is_same(expected, found):
    """Of an error's text, line ends and lines before the line in question do not matter."""
    if expected == found:
        return True
    left, right = expected.split("\t"), found.split("\t")
    if len(left) < 7 or len(right) < 7 or left[:6] != right[:6]:
        return False
    text = left[6].removesuffix("\\n")
    return text == right[6].removesuffix("\\n") or "\\n" in text


def report(title, expected, found):
    start = len(os.path.commonprefix([expected, found]))
    if "\t" in expected or "\t" in found:
        start = 0
    print(title)
    print("  expected:", expected[max(0, start - 100):start + 200])
    print("  found:   ", found[max(0, start - 100):start + 200], flush=True)


def library_files():
    root = os.path.dirname(os.__file__)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "site-packages")
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def compare_files(program, files):
    different = 0
    for name in files:
        with open(name, "rb") as file:
            source = file.read()
        expected, found = reference(source, "exec"), program.parse(source)
        if not is_same(expected, found):
            different += 1
            report(name, expected, found)
    print(f"{len(files)} files, {different} differ")
    return different


def snippet(random_, files):
    while True:
        try:
            with open(random_.choice(files), encoding="utf-8") as file:
                lines = file.read().split("\n")
        except UnicodeDecodeError:
            continue
        count = random_.choice([1, 1, 1, 2, 3, 4, 6, 10])
        if len(lines) <= count:
            continue
        start = random_.randrange(len(lines) - count)
        indent = len(lines[start]) - len(lines[start].lstrip())
        part = lines[start:start + count]
        return "\n".join(line[indent:] if not line[:indent].strip() else line for line in part) + "\n"


def damage(random_, source):
    tokens = TOKEN.findall(source)
    for _ in range(random_.choice([0, 1, 1, 1, 1, 2, 2, 3])):
        if not tokens:
            break
        place, other = random_.randrange(len(tokens)), random_.randrange(len(tokens))
        match random_.randrange(5):
            case 0:
                del tokens[place]
            case 1:
                tokens.insert(place, f" {random_.choice(PIECES)} ")
            case 2:
                tokens[place] = random_.choice(PIECES)
            case 3:
                tokens.insert(place, tokens[other])
            case 4:
                tokens[place], tokens[other] = tokens[other], tokens[place]
    return "".join(tokens)


def compare_mutations(path, files, seconds, seed):
    random_ = random.Random(seed)
    programs = {"exec": Program(path, "-p", "-t"), "eval": Program(path, "-p", "-t", "-e"),
                "single": Program(path, "-p", "-t", "-s")}
    end = time.monotonic() + seconds
    cases, different = 0, collections.Counter()
    while time.monotonic() < end:
        source = damage(random_, snippet(random_, files))
        if "await" in source or "\0" in source:
            continue
        mode = random_.choice(["exec"] * 8 + ["single", "eval"])
        cases += 1
        expected = reference(source, mode)
        found = programs[mode].parse(source.encode("utf-8", "surrogatepass"))
        if not is_same(expected, found):
            kind = expected.split("\t")[1] if "\t" in expected else "a tree"
            different[kind] += 1
            if different[kind] <= 2:
                report(f"{mode}: {source!r}", expected, found)
    print(f"{cases} mutations, {different.total()} differ")
    return different.total()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--mutate", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    files = options.files or list(library_files())
    if options.mutate:
        return compare_mutations(options.program, files, options.mutate, options.seed)
    return compare_files(Program(options.program, "-p"), files)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
