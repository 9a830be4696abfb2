# The command: what it runs, its options and its exit statuses.
use strict;
use warnings;
use Test::More;
use WeftTest;

sub prints {
  my ($arguments, $expected, $name, %options) = @_;
  my ($status, $out, $err) = weft($arguments, %options);
  is($out, $expected, $name) or diag($err);
  is($status, $options{status} || 0, "$name: exit status") or diag($err);
}

my $script = write_file(scratch() . '/script.py', "import sys\nprint(sys.argv)\n");
prints([$script, 'a', '-b'], "['$script', 'a', '-b']\n", 'a script gets its arguments');
prints(['-c', 'import sys; print(sys.argv)', 'x', '-c'], "['-c', 'x', '-c']\n", '-c');
prints(['-'], "hello\n", '- reads standard input', in => "print('hello')\n");
prints([], "7\n", 'without a terminal, standard input is the script', in => "print(3 + 4)\n");
prints(['-', 'arg'], "['-', 'arg']\n", '- with an argument', in => "import sys; print(sys.argv)");

mkdir scratch() . '/package';
write_file(scratch() . '/package/__main__.py', "print('main of', __package__ or 'a folder')\n");
write_file(scratch() . '/module.py', "import sys\nprint(__name__, sys.argv[1:])\n");
prints(['-m', 'module', 'x'], "__main__ ['x']\n", '-m');
prints(['-m', 'package'], "main of package\n", '-m with a package');
prints([scratch() . '/package'], "main of a folder\n", 'a folder with __main__.py');
prints(['-c', 'import elsewhere'], "found\n", 'WEFTPATH', env => { WEFTPATH => scratch() . '/lib' })
  if mkdir(scratch() . '/lib') && write_file(scratch() . '/lib/elsewhere.py', "print('found')\n");

prints(['-c', 'import sys; sys.exit(3)'], '', 'sys.exit with a number', status => 3);
prints(['-c', 'import sys; sys.exit()'], '', 'sys.exit without');
prints(['-c', 'raise SystemExit(True)'], '', 'True is one', status => 1);
prints(['-c', 'raise SystemExit(256 + 7)'], '', 'only eight bits', status => 7);

my ($status, $out, $err) = weft(['-c', 'import sys; sys.exit("a message")']);
is($status, 1, 'sys.exit with text');
is($err, "a message\n", 'the text goes to standard error');

($status, $out, $err) = weft(['-c', '1/0']);
is($status, 1, 'an uncaught exception');
is($err, qq{Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n}
  . "ZeroDivisionError: division by zero\n", 'its traceback');

($status, $out, $err) = weft(['-c', 'x = = 1']);
is($status, 1, 'a syntax error');
is($err, qq{  File "<string>", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n},
  'the place is marked');

($status, $out, $err) = weft([scratch() . '/nothing.py']);
is($status, 2, 'a file that is not there');
like($err, qr/can't open file .*nothing\.py.*No such file or directory/, 'is named');

($status, $out, $err) = weft(['-c']);
is($status, 2, '-c without code');
like($err, qr/Argument expected for the -c option/, 'says so');
($status, $out, $err) = weft(['-Z']);
is($status, 2, 'an unknown option');
like($err, qr/[Uu]nknown option/, 'is reported');
like($err, qr/usage: /, 'with the usage');
($status, $out, $err) = weft(['-m', 'no_such_module']);
is($status, 1, '-m with a module that is not there');
like($err, qr/No module named no_such_module/, 'is named');

($status, $out, $err) = weft(['-c', 'raise KeyboardInterrupt']);
is($status, 130, 'KeyboardInterrupt ends with 130');

($status, $out) = weft(['-V']);
like($out, qr/^Weft \d+\.\d+\.\d+/, '-V');
is((weft(['--version']))[1], $out, '--version');
($status, $out) = weft(['-h']);
is($status, 0, '-h');
like($out, qr/^usage: /, 'prints the usage');
like($out, qr/--dis/, 'which has --dis');

prints(['-u', '-B', '-E', '-q', '-c', 'print(1)'], "1\n", '-u -B -E -q are accepted');
prints(['-X', 'dev', '-c', 'print(2)'], "2\n", '-X is accepted');
prints(['-O', '-c', 'assert False; print(__debug__)'], "False\n", '-O leaves asserts out');
prints(['-E', '-c', "import sys; print('x' in sys.path)"], "False\n", '-E ignores WEFTPATH',
  env => { WEFTPATH => 'x' });
prints(['-uBc', 'print(3)'], "3\n", 'options in one word');
prints(['-W', 'error', '-c', "import warnings\ntry:\n  warnings.warn('x')\nexcept UserWarning:\n  print('raised')"],
  "raised\n", '-W error');

($status, $out) = weft(['--dis', $script]);
is($status, 0, '--dis');
like($out, qr/^.*\bprint\b/m, 'shows the bytecode');

prints(['-c', "import sys; print(sys.stdin.read().upper())"], "ABC\n", 'standard input', in => 'abc');
prints(['-c', "print('é', '漢')"], "é 漢\n", 'UTF-8 out');
($status, $out, $err) = weft(['-c', 'import os; os.write(1, b"raw"); print("x"); os._exit(9)']);
is($status, 9, 'os._exit');

done_testing();
