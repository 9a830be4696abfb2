import argparse
p = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="Bye.")
p.add_argument("files", nargs="*", help="input files")
p.add_argument("-n", "--number", type=int, default=5, metavar="N", help="how many (default: %(default)s)")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("--flag", action="store_true"); p.add_argument("--mode", choices=["a", "b"]); p.add_argument("--add", action="append")
print(p.parse_args(["x", "-n", "3", "-vv", "--flag", "--mode=a", "--add", "1", "--add", "2"]))
print(p.parse_args([]), p.parse_known_args(["--zzz"])[1]); p.print_help(); print(p.format_usage())
q = argparse.ArgumentParser(prog="q"); sub = q.add_subparsers(dest="cmd", required=True); a = sub.add_parser("add"); a.add_argument("v", type=float); print(q.parse_args(["add", "1.5"]))
# expect: Namespace(files=['x'], number=3, verbose=2, flag=True, mode='a', add=['1', '2'])
# expect: Namespace(files=[], number=5, verbose=0, flag=False, mode=None, add=None) ['--zzz']
# expect: usage: tool [-h] [-n N] [-v] [--flag] [--mode {a,b}] [--add ADD] [files ...]
# expect:
# expect: A tool.
# expect:
# expect: positional arguments:
# expect-exact: |  files             input files|
# expect:
# expect: options:
# expect-exact: |  -h, --help        show this help message and exit|
# expect-exact: |  -n N, --number N  how many (default: 5)|
# expect-exact: |  -v, --verbose|
# expect-exact: |  --flag|
# expect-exact: |  --mode {a,b}|
# expect-exact: |  --add ADD|
# expect:
# expect: Bye.
# expect: usage: tool [-h] [-n N] [-v] [--flag] [--mode {a,b}] [--add ADD] [files ...]
# expect:
# expect: Namespace(cmd='add', v=1.5)
