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

prints(['-c', 'import sys; print(sys.path[1:])'], "['/a', '/b', '/c/d', '<weft>']\n",
  'WEFTPATH is made plain', env => { WEFTPATH => '/a/:/x/../b:/a:/c/./d//' });
prints(['-c', 'import os, sys; print(sys.path[1:3] == [os.getcwd(), os.path.abspath("../lib")])'],
  "True\n", 'WEFTPATH is absolute', env => { WEFTPATH => ':../lib' });

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

# The folder that programs run in, as they see it.
my $here = (weft(['-c', 'import os; print(os.getcwd())']))[1] =~ s/\n//r;

($status, $out, $err) = weft(['nothing.py']);
is($status, 2, 'a file that is not there');
is($err, "$ENV{WEFT}: can't open file '$here/nothing.py': [Errno 2] No such file or directory\n",
  'is named with its folder');
($status, $out, $err) = weft(['script.py/']);
is($status, 2, 'a file that is no folder');
like($err, qr{can't open file '\Q$here\E/script\.py/': \[Errno 20\] Not a directory$}, 'is named');

write_file(scratch() . '/where.py', "import sys\ndef where():\n"
  . "  print(__file__, sys.argv[0], sys.path[0], where.__code__.co_filename)\nwhere()\n");
for my $path ('where.py', './where.py', "$here/where.py", 'lib/../where.py') {
  my $full = $path =~ m{^/} ? $path : "$here/$path";
  prints([$path], "$full $path $here $full\n", "a script has an absolute path: $path");
}
prints(['-m', 'where'], "$here/where.py $here/where.py $here $here/where.py\n", 'and with -m');
mkdir scratch() . '/program';
symlink '../where.py', scratch() . '/program/__main__.py';
prints(['./program'], "$here/./program/__main__.py ./program $here/./program "
  . "$here/./program/__main__.py\n", 'a folder is run where it is');
is(`cd '$here/program' && '$ENV{WEFT}' .`,
   "$here/program/__main__.py . $here/program $here/program/__main__.py\n",
   'a folder that is the current one adds nothing to its path');
prints(['-I', 'program'], "$here/program/__main__.py program $here/program "
  . "$here/program/__main__.py\n", 'and is on sys.path with -I too');

mkdir scratch() . '/empty';
for my $path ('empty', "$here/empty", '') {
  ($status, $out, $err) = weft([$path]);
  is($status, 1, "a folder without a __main__.py: '$path'");
  my $full = $path =~ m{^/} ? $path : $path ? "$here/$path" : $here;
  is($err, "$ENV{WEFT}: can't find '__main__' module in '$full'\n", 'is named');
}
write_file(scratch() . '/headed.py', "this is no program\nprint(1)\n1/0\n");
($status, $out, $err) = weft(['-x', 'headed.py']);
is($out, "1\n", '-x leaves out the first line');
like($err, qr/line 3, in <module>/, 'which counts');

($status, $out, $err) = weft(['-c']);
is($status, 2, '-c without code');
like($err, qr/Argument expected for the -c option/, 'says so');
($status, $out, $err) = weft(['-Z']);
is($status, 2, 'an unknown option');
like($err, qr/^Unknown option: -Z$/m, 'is reported');
($status, $out, $err) = weft(['--zeal']);
like($err, qr/^unknown option --zeal$/m, 'with a long name too');
like($err, qr/usage: /, 'with the usage');
($status, $out, $err) = weft(['-m', 'no_such_module']);
is($status, 1, '-m with a module that is not there');
is($err, "$ENV{WEFT}: No module named no_such_module\n", 'is named');
($status, $out, $err) = weft(['-m', '']);
is($err, "$ENV{WEFT}: No module named \n", '-m without a name');
($status, $out, $err) = weft(['-m', 'sys']);
is($err, "$ENV{WEFT}: No code object available for sys\n", '-m with a module in C');
my $absent = qr/ \(Weft does not have this module of Python's library yet\)$/;
($status, undef, $err) = weft(['-m', 'os.path']);
is($status, 0, '-m with a name of another module');
like($err, qr/RuntimeWarning: 'os\.path' found in sys\.modules/, 'warns as for each that is loaded');
is((weft(['-m', 'package.']))[2] =~ s/.*?: //r, "No module named package.\n", '-m with a dot at the end');
($status, $out, $err) = weft(['-m', 'csv']);
is($status, 1, '-m with a module of the library that does not exist yet');
like($err, qr/^\Q$ENV{WEFT}\E: No module named csv$absent/, 'says so');
($status, $out, $err) = weft(['-c', 'import csv.more']);
like($err, qr/^ModuleNotFoundError: No module named 'csv'$absent/m, 'an import says so too');
($status, $out, $err) = weft(['-c', 'import winreg']);
like($err, qr/^ModuleNotFoundError: No module named 'winreg'$/m, 'not of what other systems have');

($status, $out, $err) = weft(['-c', 'raise KeyboardInterrupt']);
is($status, 130, 'KeyboardInterrupt ends with 130');

($status, $out) = weft(['-V']);
like($out, qr/^Weft \d+\.\d+\.\d+/, '-V');
is((weft(['--version']))[1], $out, '--version');
($status, $out) = weft(['-h']);
is($status, 0, '-h');
like($out, qr/^usage: /, 'prints the usage');
like($out, qr/--dis/, 'which has --dis');

# The options that stand at the beginnings of the lines, as -x or --word.
my $page = read_file("$ENV{WEFT_SOURCE}/docs/weft.1") =~ s/\\-/-/gr;
my %options = map { $_ => 1 } map { /^((?:-.+? )+) *:/ ? split(' ', $1) : () } split /^/, $out;
delete $options{$_} for grep { /^[^-]/ } keys %options;
cmp_ok(scalar keys %options, '>', 20, 'the usage has options');
is_deeply([sort grep { $page !~ /^\.B[IR]? .*(?<![\w-])\Q$_\E(?![\w-])/m } keys %options], [],
  'the manual page has all options of the usage');
my ($accepted) = read_file("$ENV{WEFT_SOURCE}/interp/options.c") =~ /strchr\("(\w+\??\w*)", \*p\)/;
is_deeply([grep { $page !~ /(?<![\w-])-$_/ } grep { $_ ne '?' } split //, $accepted . 'h'], [],
  'and all letters that the command accepts');

prints(['-u', '-B', '-E', '-q', '-c', 'print(1)'], "1\n", '-u -B -E -q are accepted');
prints(['-X', 'dev', '-c', 'print(2)'], "2\n", '-X is accepted');
prints(['-X', 'dev', '-X', 'utf8=1', '-b', '-W', 'ignore', '-c',
        'import sys; print(sys.warnoptions, sys.flags.utf8_mode, sys.flags.int_max_str_digits)'],
  "['default', 'ignore', 'default::BytesWarning'] 1 -1\n", 'what -X dev, -W and -b ask for');
prints(['-X', 'int_max_str_digits=700', '-c',
        "import sys; print(sys.flags.int_max_str_digits)\ntry: str(10**800)\n"
        . "except ValueError: print('too long')"], "700\ntoo long\n", '-X int_max_str_digits');
for my $bad ('int_max_str_digits=7', 'int_max_str_digits=a', 'int_max_str_digits', 'utf8=5') {
  my ($bad_status, undef, $said) = weft(['-X', $bad, '-c', '1']);
  is($bad_status, 1, "-X $bad is refused");
  like($said, qr/^bad value for -X /, 'and says what it may be');
}
prints(['-X', 'int_max_str_digits=', '-X', 'int_max_str_digits=7', '-c',
        'import sys; print(sys.get_int_max_str_digits())'], "0\n", 'no value is 0; the first counts');
for my $shown ('-V', '-h') {
  my ($shown_status) = weft(['-X', 'int_max_str_digits=7', $shown]);
  is($shown_status, 0, "$shown is answered whatever the limit");
}
my %own = (
  'deadlock=foo' => 'deadlock: foo (it is report, abort, raise or off)',
  'deadlock=' => 'deadlock:  (it is report, abort, raise or off)',
  'deadlock' => 'deadlock: none (it is report, abort, raise or off)',
  'threads=foo' => 'threads: foo (it takes none)',
  'threads=' => 'threads:  (it takes none)');
for my $bad (sort keys %own) {
  my ($bad_status, undef, $said) = weft(['-X', $bad, '-c', '1']);
  is($bad_status, 2, "-X $bad is refused");
  is(($said =~ /^bad value for -X (.*)$/m)[0], $own{$bad}, 'and says what it may be');
}
for my $own ('deadlock=off', 'deadlock=report', 'threads') {
  prints(['-X', $own, '-c', 'print(1)'], "1\n", "-X $own");
}
prints(['-X', 'threadsafe=1', '-X', 'deadlocks', '-X', '=', '-c', 'import sys; print(sys._xoptions)'],
  "{'threadsafe': '1', 'deadlocks': True, '': ''}\n", 'other names of -X are kept');
prints(['-X', 'dev=0', '-X', 'faulthandler=no', '-c',
        'import sys, faulthandler; print(sys.flags.dev_mode, faulthandler.is_enabled())'],
  "True True\n", 'options that are on or off are on whatever their value is');
for my $code ('b"a" == "a"', '"a" != bytearray(b"a")', 'str(b"a")', '"%s" % bytearray()') {
  my ($bytes_status, undef, $said) = weft(['-bb', '-c', $code]);
  is($bytes_status, 1, "-bb: $code");
  like($said, qr/^BytesWarning: /m, 'is an error');
}
prints(['-c', 'import sys; print([line for line in sys.stdin])'], "['a\\r\\n', 'b\\rc\\n']\n",
  'standard input keeps its line ends', in => "a\r\nb\rc\n");
my (undef, $shown, $trace) = weft(['-q', '-i', '-c', 'raise SystemExit("bye")'], in => "print(5)\n");
like($shown, qr/5/, 'with -i a prompt follows SystemExit');
like($trace, qr/^SystemExit: bye$/m, 'which is printed');
prints(['-O', '-c', 'assert False; print(__debug__)'], "False\n", '-O leaves asserts out');
prints(['-E', '-c', "import sys; print('x' in sys.path)"], "False\n", '-E ignores WEFTPATH',
  env => { WEFTPATH => 'x' });
prints(['-E', '-c', 'print(1)'], "1\n", '-E ignores WEFT_HASHSEED and WEFT_SHUTDOWN_REPORT',
  env => {WEFT_HASHSEED => 'x', WEFT_SHUTDOWN_REPORT => 'x'});
for my $name (qw(WEFT_HASHSEED WEFT_SHUTDOWN_REPORT)) {
  my ($bad_status, undef, $said) = weft(['-c', '1'], env => {$name => '1x'});
  is($bad_status, 2, "$name that is no number is refused");
  like($said, qr/^$name is 1x; it is /, 'and the message says what it may be');
}
my $odd = scratch() . "/odd\xff";
mkdir $odd;
for my $locale ('C', 'POSIX', 'C.UTF-8', 'no_SUCH') {
  my (undef, $names, $said) = weft(['-c', "import os\nfor n in os.listdir('" . scratch() . "'): print(n)"],
    env => {LC_ALL => $locale});
  like($names, qr/^odd\xff$/m, "a file name that is not UTF-8, with LC_ALL=$locale") or diag($said);
}
rmdir $odd;
prints(['-uBc', 'print(3)'], "3\n", 'options in one word');
is((weft(['-Wnonsense', '-c', '']))[2], "Invalid -W option ignored: invalid action: 'nonsense'\n",
  'a bad -W is complained about');
prints(['-R', '-c', 'print(4)'], "4\n", '-R is accepted');
prints(['-W', 'error', '-c', "import warnings\ntry:\n  warnings.warn('x')\nexcept UserWarning:\n  print('raised')"],
  "raised\n", '-W error');

($status, $out) = weft(['--dis', $script]);
is($status, 0, '--dis');
like($out, qr/^.*\bprint\b/m, 'shows the bytecode');
write_file(scratch() . '/listed.py', "import os\nvery_long_name = 1\nprint('run')\n");
for my $kind (['-m', 'listed'], [scratch()]) {
  write_file(scratch() . '/__main__.py', "very_long_name = 1\nprint('run')\n");
  ($status, $out) = weft(['--dis', @$kind]);
  like($out, qr/very_long_name/, "--dis @$kind shows the bytecode");
  unlike($out, qr/^run$/m, 'and does not run it');
}
unlink scratch() . '/__main__.py';
is((weft(['--dis', '-m', 'no_such_module']))[0], 1, '--dis of a module that does not exist');

# Options that only have to be there, and those which tell.
my $version = qr/^Weft \d+(?:\.\d+)* \(Python 3\.11\)$/;
for my $asks (['-hc', '1/0'], ['-h', '-c', '1/0'], ['-hV'], ['-Vh'], ['-V', '--help'], ['-h', '-Q'],
              ['-hX']) {
  my ($help_status, $help, $said) = weft($asks);
  is($help_status, 0, "@$asks runs nothing") or diag($said);
  like($help, qr/^usage: /, 'and prints the help');
}
for my $asks (['-Vc', '1/0'], ['-V', '-c', '1/0'], ['-iVc', '1/0'], ['-V', 'no-such-file']) {
  my ($version_status, $names, $said) = weft($asks);
  is($version_status, 0, "@$asks runs nothing") or diag($said);
  like($names, $version, 'and prints the version');
}
for my $asks (['-VV'], ['-V', '--version']) {
  like((weft($asks))[1], qr/^Weft \S+ \(Python 3\.11\) \[.+\]$/, "@$asks names the compiler too");
}
is((weft(['-V', '-Q']))[0], 2, '-V before an option that does not exist');
prints(['-t', '--check-hash-based-pycs', 'never', '-c', 'print(5)'], "5\n", 'options for others');
($status, undef, $err) = weft(['--check-hash-based-pycs', 'now']);
is($status, 2, '--check-hash-based-pycs with another word');
is((weft(['--nonsense']))[0], 2, 'an option that does not exist');
like((weft(['--help-env']))[1], qr/^WEFTPATH +:/m, '--help-env');
like((weft(['--help-xoptions']))[1], qr/^-X deadlock=/m, '--help-xoptions');
like((weft(['--help-all']))[1], qr/^usage: .*^WEFTPATH.*^-X utf8/ms, '--help-all');
my @listed = (weft(['--help-env']))[1] =~ /^(\w+) *:/mg;
is_deeply([grep { $page !~ /^\.BR? .*\b$_\b/m } @listed], [], 'the manual page has all variables');
($status, undef, $err) = weft(['-X', 'importtime', '-c', 'import json']);
like($err, qr/\Aimport time: self \[us\] \| cumulative \| imported package\n/, '-X importtime');
like($err, qr/^import time: +\d+ \| +\d+ \|   json\.encoder\nimport time: +\d+ \| +\d+ \| json\n/m,
  'shows imports by imports further in');
prints(['-W', 'once', '-X', 'dev', '-c', 'import sys; print(sys.warnoptions)'],
  "['default', 'error', 'ignore::UserWarning', 'once']\n", 'WEFTWARNINGS',
  env => { WEFTWARNINGS => 'error,ignore::UserWarning' });
my $filters = 'import sys; print(sys.warnoptions)';
prints(['-c', $filters], "[]\n", 'WEFTWARNINGS of commas alone', env => { WEFTWARNINGS => ',,' });
prints(['-c', $filters], "['error', 'ignore']\n", 'empty filters in WEFTWARNINGS are left out',
  env => { WEFTWARNINGS => ',error,,ignore,' });
prints(['-Werror', '-Xdev', '-Wdefault', '-Wonce', '-c', $filters],
  "['default', 'ignore', 'error', 'once']\n", 'a filter that comes again is not added again',
  env => { WEFTWARNINGS => 'ignore,error,ignore' });
prints(['-c', 'import sys; print(len(sys.warnoptions))'], "200\n", 'WEFTWARNINGS of many filters',
  env => { WEFTWARNINGS => join(',', map { "ignore:$_" } 1 .. 200) });
prints([(map { ('-W', "ignore:$_", '-X', "x$_") } 1 .. 100), '-c',
        'import sys; print(len(sys.warnoptions), len(sys._xoptions))'], "100 100\n", 'many options');
my $mode = 'import sys; print(sys.flags.utf8_mode)';
prints(['-c', $mode], "1\n", 'UTF-8 mode in the locale C', env => { LC_ALL => 'C' });
prints(['-X', 'utf8=0', '-c', $mode], "0\n", 'unless it is unwanted', env => { LC_ALL => 'C' });
prints(['-c', $mode], "0\n", 'and not in others', env => { LC_ALL => 'C.UTF-8' });
prints(['-c', $mode], "1\n", 'WEFTUTF8', env => { LC_ALL => 'C.UTF-8', WEFTUTF8 => 1 });
is((weft(['-c', '1'], env => { WEFTUTF8 => 'x' }))[0], 1, 'WEFTUTF8 that is no mode');
is((weft(['-c', '1'], env => { WEFTINTMAXSTRDIGITS => '7' }))[0], 1, 'WEFTINTMAXSTRDIGITS');

prints(['-c', "import sys; print(sys.stdin.read().upper())"], "ABC\n", 'standard input', in => 'abc');
prints(['-c', "print('é', '漢')"], "é 漢\n", 'UTF-8 out');
($status, $out, $err) = weft(['-c', 'import os; os.write(1, b"raw"); print("x"); os._exit(9)']);
is($status, 9, 'os._exit');

# Sources that are no UTF-8: what a script may not have, a module may have in its comments.
sub source { return write_file(scratch() . "/$_[0]", $_[1]) }
is((weft([source('other.py', "x = 1\ny = 2 # caf\xe9\n")]))[2],
  "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file $here/other.py on line 2, but no "
  . "encoding declared; see https://peps.python.org/pep-0263/ for details\n", 'a script must be UTF-8');
prints(['-c', 'import other; print(other.y)'], "2\n", 'but not the comments of a module');
is((weft([source('strange.py', "# coding: nosuch\n")]))[2],
  "SyntaxError: encoding problem: nosuch\n",
  'an encoding that does not exist');
is((weft([source('marked.py', "\xef\xbb\xbf# coding: latin-1\n")]))[2],
  "SyntaxError: encoding problem: iso-8859-1 with BOM\n", 'a mark of another encoding');
is((weft([source('ascii.py', "# coding: ascii\nx = '\xe9'\n")]))[2],
  "SyntaxError: encoding problem: ascii\n", 'what is not of the encoding');

is((weft([source('wide.py', "# coding: utf-16\nx = 1\n")]))[2],
  "SyntaxError: encoding problem: utf-16\n", 'a file by lines cannot be UTF-16');
is((weft([source('marks.py', "\xff\xfex\0=\x001\0\n\0")]))[2],
  "SyntaxError: Non-UTF-8 code starting with '\\xff' in file $here/marks.py on line 1, but no "
  . "encoding declared; see https://peps.python.org/pep-0263/ for details\n", 'UTF-16 with a mark');
prints([source('stray.py', "# coding: utf-8\nprint(6) # caf\xe9\n")], "6\n",
  'a declared encoding, and a comment that is not of it');

# A program may be an archive, also behind a line for the shell.
use MIME::Base64;
my $archive = decode_base64(join '', qw(
  UEsDBBQAAAAAAAAAIVBVuhTUWAAAAFgAAAALAAAAX19tYWluX18ucHlpbXBvcnQgc3lzLCBiZXNpZGUKcHJpbnQoX1
  9uYW1lX18sIF9fcGFja2FnZV9fLCBzeXMuYXJndlsxOl0sIGJlc2lkZS54LCBfX2ZpbGVfX1stMTE6XSkKUEsDBBQA
  AAAIAAAAIVCvjIwsCwAAACIAAAAJAAAAYmVzaWRlLnB5q1CwVTBU0MaNuQBQSwECFAMUAAAAAAAAACFQVboU1FgAAA
  BYAAAACwAAAAAAAAAAAAAAgAEAAAAAX19tYWluX18ucHlQSwECFAMUAAAACAAAACFQr4yMLAsAAAAiAAAACQAAAAAA
  AAAAAAAAgAGBAAAAYmVzaWRlLnB5UEsFBgAAAAACAAIAcAAAALMAAAAAAA==
));
for my $start ('', "#!/usr/bin/env weft\n") {
  my $file = source('app.zip', $start . $archive);
  prints([$file, 'a'], "__main__  ['a'] 8 __main__.py\n", 'an archive is a program');
}
prints(['-m', 'beside'], '', 'its modules are found by WEFTPATH',
  env => { WEFTPATH => scratch() . '/app.zip' });
is((weft([source('none.zip', substr($archive, 0, 40))]))[0], 1, 'half an archive is none');

# What the main program knows of itself.
my $self = 'print(__loader__.__class__.__name__, __spec__, __package__, globals().get("__cached__", 0))';
prints([source('self.py', "$self\nprint(__loader__.get_source('__main__')[:5])\n")],
  "SourceFileLoader None None None\nprint\n", 'a file');
prints(['-c', $self], "type None None 0\n", '-c');
prints([], "type None None None\n<stdin>\n", 'standard input', in => "$self\nprint(__file__)\n");

# breakpoint() and what it calls.
write_file(scratch() . '/stops.py', "def stop(*args): print('stopped', *args)\n");
prints(['-c', 'breakpoint(1, 2)'], "stopped 1 2\n", 'WEFTBREAKPOINT',
  env => { WEFTBREAKPOINT => 'stops.stop' });
prints(['-c', 'breakpoint(3)'], "3\n", 'a built-in function', env => { WEFTBREAKPOINT => 'print' });
prints(['-c', 'breakpoint()'], '', 'none', env => { WEFTBREAKPOINT => '0' });
($status, $out, $err) = weft(['-c', 'breakpoint()'], env => { WEFTBREAKPOINT => 'stops.no' });
is($status, 0, 'one that is not there is ignored');
like($err, qr/^<string>:1: RuntimeWarning: Ignoring unimportable \$WEFTBREAKPOINT: "stops.no"$/m,
  'with a warning');
prints(['-c', "import os\nos.environ['WEFTBREAKPOINT'] = 'print'\nbreakpoint(5)"], "5\n",
  'it is read when it is needed');

# Modules that are commands.
write_file(scratch() . '/sums.py', qq{"""\n>>> 1 + 1\n3\n"""\n});
($status, $out) = weft(['-m', 'doctest', 'sums.py']);
is($status, 1, '-m doctest with an example that fails');
like($out, qr/^Expected:\n    3\nGot:\n    2$/m, 'shows it');
write_file(scratch() . '/sums.txt', ">>> 1 + 1\n2\n");
prints(['-m', 'doctest', 'sums.txt'], '', '-m doctest with a text');
($status, $out, $err) = weft(['-m', 'doctest']);
is($status, 2, '-m doctest without a file');
like($err, qr/^doctest\.py: error: the following arguments are required: file$/m, 'says so');
($status, $out) = weft(['-m', 'pydoc', 'len', 'json.dumps']);
like($out, qr/^Help on built-in function len in module builtins:\n\nlen\(obj, \/\)\n/, '-m pydoc');
like($out, qr/^Help on function dumps in json:$/m, 'with several names');
($status, $out, $err) = weft(['-m', 'pydoc', 'nosuch']);
is($status, 1, '-m pydoc with a name that means nothing');
like($err, qr/^No Python documentation found for 'nosuch'\.$/m, 'says so');
like((weft(['-m', 'unittest', '-h']))[1], qr/^usage: \S+ -m unittest \[-h\]/, '-m unittest -h');
prints(['-m', 'base64'], "aGVsbG8=\n", '-m base64', in => 'hello');
prints(['-m', 'base64', '-d'], 'hello', '-m base64 -d', in => "aGVsbG8=\n");
prints(['-m', 'base64', '-t'], "b'Aladdin:open sesame'\nb'QWxhZGRpbjpvcGVuIHNlc2FtZQ==\\n'\n"
  . "b'Aladdin:open sesame'\n", '-m base64 -t');
like((weft(['-m', 'inspect', '--details', 'json:dumps']))[1],
  qr/^Target: json:dumps\nOrigin: .*\nLine: \d+\n\n\n/, '-m inspect --details');
is((weft(['-m', 'inspect', 'no_such_module']))[0], 2, '-m inspect of what is not there');
like((weft(['-m', 'platform']))[1], qr/^\w+-\S+\n$/, '-m platform');
like((weft(['-m', 'inspect', 'json:dumps']))[1], qr/^def dumps\(/, '-m inspect');
like((weft(['-m', 'code', '-q'], in => "6 * 7\n"))[1], qr/^>>> 42\n/, '-m code');
prints(['-m', 'runpy', 'where'], "$here/where.py $here/where.py $here $here/where.py\n",
  '-m runpy');

done_testing();
