# Ctrl-\ and -X threads: what every thread does, whom it waits for.
use strict;
use warnings;
use Test::More;
use WeftTest;
use POSIX ();

# Runs code until it has printed a line, sends SIGQUIT, lets it end, and returns status and outputs.
sub dumped {
  my ($code) = @_;
  pipe my $from, my $to or die $!;
  pipe my $in, my $go or die $!;
  my $err = scratch() . '/err';
  my $pid = fork;
  if ($pid == 0) {
    $SIG{QUIT} = 'DEFAULT';
    open STDIN, '<&', $in;
    open STDOUT, '>&', $to;
    open STDERR, '>', $err;
    close $from;
    close $go;
    exec { $ENV{WEFT} } $ENV{WEFT}, '-c', $code or POSIX::_exit(127);
  }
  close $to;
  close $in;
  local $SIG{ALRM} = sub { kill 'KILL', $pid };
  alarm 30;
  my $out = <$from>;
  kill 'QUIT', $pid;
  for (1 .. 1000) {
    last if read_file($err) =~ /\n\n.*\n\n/s;
    # ThreadSanitizer keeps a signal back until the main thread's read() returns.
    syswrite $go, "\n" if $_ == 100;
    select undef, undef, undef, 0.02;
  }
  close $go;
  $out .= join '', <$from>;
  waitpid $pid, 0;
  alarm 0;
  return ($? & 127 ? 128 + ($? & 127) : $? >> 8, $out, read_file($err));
}

my ($status, $out, $err) = dumped(<<'END');
import sys, threading, time
lock = threading.Lock()
event = threading.Event()
def holds(ready):
    with lock:
        ready.set()
        event.wait()
def waits():
    with lock:
        pass
def runs():
    while not event.is_set():
        pass
def sleeps():
    while not event.is_set(): time.sleep(0.5)
ready = threading.Event()
threads = [threading.Thread(target=holds, args=(ready,), name='holder')]
threads[0].start()
ready.wait()
threads += [threading.Thread(target=waits, name='waiter'),
            threading.Thread(target=runs, name='runner', daemon=True),
            threading.Thread(target=sleeps, name='sleeper')]
for t in threads[1:]: t.start()
time.sleep(0.1)
print('up', flush=True)
sys.stdin.read()
event.set()
for t in threads: t.join()
print('end')
END
is($status, 0, 'the process goes on after a dump');
is($out, "up\nend\n", 'as if nothing had happened');
like($err, qr/^weft: process \d+, 5 threads\n/, 'how many threads there are');
like($err, qr/^Thread MainThread \(0x[0-9a-f]{16}\), is in a call to the system/m,
     'the main thread reads');
like($err, qr/^Thread waiter \(0x[0-9a-f]+\), waits for the lock <_thread\.lock object at 0x[0-9a-f]+>, held by holder \(0x[0-9a-f]+\), for \d+\.\d s; most recent call first:\n  File "<string>", line 9, in waits\n/m,
     'what a thread waits for, who holds it, and where');
like($err, qr/^Thread runner \(0x[0-9a-f]+\), daemon, is running/m, 'daemons are marked');
like($err, qr/^Thread sleeper .*, sleeps, for \d\.\d s and at most \d\.\d s more/m,
     'a wait with an end');
unlike($err, qr/deadlock/, 'nobody waits in a circle');

($status, $out, $err) = dumped(<<'END');
import sys, threading
a, b = threading.Lock(), threading.RLock()
barrier = threading.Barrier(2)
def one():
    with a:
        barrier.wait()
        with b: pass
def two():
    with b:
        barrier.wait()
        with a: pass
for f in one, two: threading.Thread(target=f, name=f.__name__, daemon=True).start()
while not (a.locked() and barrier.n_waiting == 0 and b.locked()): pass
import time; time.sleep(0.2)
print('up', flush=True)
sys.stdin.read()
END
is($status, 0, 'daemons that wait for each other do not end the program');
like($err, qr/^deadlock: these threads wait for each other\n  (one|two) \(.*\) waits for the lock <.*, held by (one|two) .*\n  (one|two) .*, held by (one|two) .*\n\z/m,
     'but the dump tells');

($status, $out, $err) = dumped(<<'END');
import sys, threading
event = threading.Event()
t = threading.Thread(target=event.wait, name='red \x1b[31m\n\x9b \u202e \xe9')
t.start()
import time; time.sleep(0.2)
print('up', flush=True)
sys.stdin.read()
event.set()
END
like($err, qr/^Thread red \\x1b\[31m\\n\\x9b \\u202e \xc3\xa9 \(0x/m,
     'what is not printable in a name is shown as repr shows it') or diag($err);

write_file(scratch() . '/named.py', "import threading\ndef f(lock):\n    lock.acquire()\n"
  . "lock = threading.Lock(); lock.acquire()\n"
  . "t = threading.Thread(target=f, args=(lock,), name='late')\nt.start()\n"
  . "threading.Timer(0.5, lock.release).start()\nimport time; time.sleep(0.2)\n");
($status, $out, $err) = weft(['-X', 'threads', scratch() . '/named.py']);
is($status, 0, '-X threads: the program ends as usual');
like($err, qr/^weft: the main program has ended, 3 threads\n/, 'it shows what still lives then');
like($err, qr/^  File ".*named\.py", line 3, in f\n    lock\.acquire\(\)\n/m, 'with source lines');
like($err, qr/^Thread MainThread \(0x[0-9a-f]+\), waits for the end of (?=.*\blate \(0x[0-9a-f]+\))(?=.*\bThread-\d \()[^,]+, [^,]+\n\n/m,
     'the main thread waits for all that are no daemons');
my $just = "import threading\ne = threading.Event()\n"
  . "for i in range(5): threading.Thread(target=e.wait, daemon=True, name=f'just {i}').start()";
($status, $out, $err) = weft(['-X', 'threads', '-c', $just]);
is(scalar(() = $err =~ /^Thread just \d /mg), 5, 'those that were just started are shown too');
like($err, qr/^Thread MainThread \(0x[0-9a-f]+\), has ended\n/m, 'for daemons it does not wait');
($status, $out, $err) = weft(['-X', 'threads', '-c', 'print(1)']);
is($err, '', 'nothing is shown when no other thread lives');

$SIG{QUIT} = 'DEFAULT'; # a job in the background has it ignored, and passes that on
($status, $out, $err) = weft(['-c', <<'END']);
import os, signal, threading
r, w = os.pipe()
child = os.fork()
if not child:
    os.write(w, b'x')
    threading.Event().wait(3)
    os._exit(5)
os.read(r, 1)
os.kill(child, signal.SIGQUIT)
print(os.waitpid(child, 0)[1] >> 8)
END
is($out, "5\n", 'the child of a fork goes on after Ctrl-\\');
like($err, qr/^weft: process \d+, 1 thread\n\nThread MainThread /, 'and has shown its threads')
  or diag($err);

# A thread that makes no calls is shown in its loop, not where it was before.
($status, $out, $err) = weft(['-c', <<'END']);
import sys, threading, time
begun = threading.Event()
def spin():
    begun.set()
    x = 0
    while x >= 0:
        x += 1
thread = threading.Thread(target=spin, daemon=True)
thread.start()
begun.wait()
deadline = time.monotonic() + 30
while (line := sys._current_frames()[thread.ident].f_lineno) < 6 and time.monotonic() < deadline:
    pass
print(line in (6, 7), line)
END
like($out, qr/^True /, 'a loop without calls');

done_testing();
