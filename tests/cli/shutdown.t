# How a process ends: streams, signals, full disks.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $weft = $ENV{WEFT};

SKIP: {
  skip 'no /dev/full', 2 if !-e '/dev/full';
  my ($status, $out, $err) = run_program(['sh', '-c', qq{exec "$weft" -c 'print("x")' > /dev/full}]);
  is($status, 120, 'output that cannot be flushed');
  like($err, qr/No space left on device/, 'is reported');
}

my ($status, $out, $err) = run_program(['sh', '-c',
  qq{"$weft" -c 'for i in range(100000): print(i)' 2> err | head -n 1; cat err}]);
like($out, qr/^0\n/, 'a reader that leaves early gets its line');
like($out, qr/BrokenPipeError/, 'and the writer an exception');

($status, $out, $err) = run_program(['sh', '-c', qq{exec "$weft" -c 'import sys; print("x", file=sys.stderr)' >&-}]);
is($status, 0, 'standard output may be closed');
is($err, "x\n", 'and standard error still works');

($status, $out, $err) = run_program(['sh', '-c', qq{exec "$weft" -c 'import sys; sys.exit("gone")' 2>&-}]);
is($status, 1, 'standard error may be closed');

my $code = 'import atexit, sys; atexit.register(print, "exit function"); print("main"); 1/0';
($status, $out, $err) = weft(['-c', $code]);
is($out, "main\nexit function\n", 'exit functions run after an uncaught exception');
is($status, 1, 'which still gives its status');

done_testing();
