# Ctrl-C: a signal at any time becomes KeyboardInterrupt.
use strict;
use warnings;
use Test::More;
use WeftTest;
use POSIX ();

# Runs code until it has printed a line, sends SIGINT, and returns status and outputs.
sub interrupted {
  my ($code) = @_;
  pipe my $from, my $to or die $!;
  my $err = scratch() . '/err';
  my $pid = fork;
  if ($pid == 0) {
    $SIG{INT} = 'DEFAULT';
    open STDOUT, '>&', $to;
    open STDERR, '>', $err;
    close $from;
    exec { $ENV{WEFT} } $ENV{WEFT}, '-c', $code or POSIX::_exit(127);
  }
  close $to;
  local $SIG{ALRM} = sub { kill 'KILL', $pid };
  alarm 30;
  my $out = <$from>;
  select undef, undef, undef, 0.2;
  kill 'INT', $pid;
  $out .= join '', <$from>;
  waitpid $pid, 0;
  alarm 0;
  my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
  return ($status, $out, read_file($err));
}

for my $case (
  ['a loop', 'while True: pass'],
  ['a sleep', 'import time; time.sleep(20)'],
  ['a generator', "def g():\n  while True: yield 1\nsum(g())"],
  ['a long call', "def f(n):\n  return f(n - 1) + f(n - 1) if n else 1\nf(60)"],
  ['a read', 'import os; r, w = os.pipe(); os.read(r, 1)'],
) {
  my ($name, $code) = @$case;
  my ($status, $out, $err) = interrupted("print('up', flush=True)\n$code");
  is($status, 130, "$name: status 130");
  like($err, qr/\nKeyboardInterrupt\n\z/, "$name: its traceback");
}

my ($status, $out) = interrupted(<<'END');
print('up', flush=True)
try:
    n = 0
    while True: n += 1
except KeyboardInterrupt:
    print('caught')
finally:
    print('finally')
END
is($out, "up\ncaught\nfinally\n", 'it can be caught');
is($status, 0, 'and the script goes on');

done_testing();
