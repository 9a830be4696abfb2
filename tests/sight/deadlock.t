# When every thread waits for another, the program ends with a report; never otherwise.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $no_collector = read_file("$ENV{WEFT_BUILD}/config.h") !~ /^#define WF_WITH_GC 1/m;

my $circle = <<'END';
import threading
a, b = threading.Lock(), threading.Lock()
barrier = threading.Barrier(2)
def one():
    with a:
        barrier.wait()
        with b: pass
t = threading.Thread(target=one, name='one')
t.start()
print('written')
with b:
    barrier.wait()
    with a: pass
END

my ($status, $out, $err) = weft(['-c', $circle]);
is($status, 3, 'a circle: status 3');
is($out, "written\n", 'what was printed is written');
like($err, qr/\Adeadlock: these threads wait for each other\n  (?:MainThread|one) \(0x[0-9a-f]+\) waits for the lock <_thread\.lock object at 0x[0-9a-f]+>, held by (?:MainThread|one) /,
     'the report names the circle');
like($err, qr/^Thread MainThread .*\n  File "<string>", line 13, in <module>\n/m, 'one stack');
like($err, qr/^Thread one .*\n  File "<string>", line 7, in one\n/m, 'and the other');

for my $case (
  ['a lock taken twice', "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()"],
  ['an empty queue', "import queue\nqueue.Queue().get()"],
  ['an event that nobody sets', "import threading\nthreading.Event().wait()"],
  ['a thread that main joins at the end',
   "import threading\nthreading.Thread(target=threading.Event().wait).start()"],
  ['a join in a circle', <<'END'],
import threading
def f(): main.join()
main = threading.main_thread()
threading.Thread(target=f).start()
threading.Event().wait()
END
  ['workers on an empty queue, main joins it', <<'END'],
import queue, threading
q = queue.Queue()
q.put(1)
def work():
    while True: q.get()
for i in range(3): threading.Thread(target=work, daemon=True).start()
q.join()
END
) {
  my ($name, $code) = @$case;
  ($status, $out, $err) = weft(['-c', $code]);
  is($status, 3, "$name: status 3");
  like($err, qr/\Adeadlock: /, "$name: a report");
}

(undef, undef, $err) = weft(['-c', "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()"]);
like($err, qr/^  MainThread .* waits for the lock <_thread\.lock .*>, which it took itself, for /m,
     'of a lock taken twice the report says who holds it');

for my $case (
  ['a get', 'q.get()', 'an item in'],
  ['a put', 'q.put(1); q.put(2)', 'room in'],
) {
  my ($name, $code, $what) = @$case;
  (undef, undef, $err) = weft(['-c', "import queue\nq = queue.Queue(1)\n$code"]);
  like($err, qr/^  MainThread .* waits for $what the queue <queue\.Queue object at 0x[0-9a-f]+>, for /m,
       "$name waits for the queue, not for a condition inside of it");
}

($status, $out, $err) = weft(['-X', 'deadlock=raise', '-c', <<'END']);
import threading
c = threading.Condition()
try:
    with c: c.wait()
except RuntimeError as e:
    print(e)
print(c.acquire(blocking=False))
END
is($status, 0, 'deadlock=raise: the program goes on');
is($out, "deadlock: no thread can go on\nTrue\n", 'after an exception');
like($err, qr/\Adeadlock: no thread can go on\n  MainThread .* waits for the condition /, 'and a report');

($status, $out, $err) = weft(['-X', 'deadlock=raise', '-c', <<'END']);
import atexit, threading
atexit.register(print, 'exit function')
threading.Thread(target=threading.Event().wait, name='waits').start()
END
is($status, 3, 'deadlock=raise at the end: status 3');
is($out, "exit function\n", 'exit functions run');
like($err, qr/\Adeadlock: .*\nweft: deadlock, leaving behind: waits\n\z/s, 'and the threads are left behind');
my @reports = $err =~ /^deadlock: /mg;
is(@reports, 1, 'after one report');

($status, $out, $err) = weft(['-X', 'deadlock=report', '-c', <<'END']);
import os, threading, time, signal
def end():
    os._exit(5)
lock = threading.Lock()
lock.acquire()
pid = os.getpid()
import subprocess
subprocess.Popen(['sh', '-c', f'sleep 1; kill -KILL {pid}'])
lock.acquire()
END
is($status, 137, 'report: the program goes on');
is(scalar(() = $err =~ /^deadlock: /mg), 1, 'after one report');

for my $case (
  ['daemons wait while main runs', <<'END'],
import queue, threading, time
q = queue.Queue()
for i in range(4): threading.Thread(target=q.get, daemon=True).start()
time.sleep(0.3)
END
  ['a timed wait can end', "import threading\nthreading.Event().wait(0.3)"],
  ['a timer can end a wait', <<'END'],
import threading
e = threading.Event()
threading.Timer(0.3, e.set).start()
e.wait()
END
  ['a signal handler can end a wait', <<'END'],
import signal, threading
e = threading.Event()
signal.signal(signal.SIGALRM, lambda *a: e.set())
signal.setitimer(signal.ITIMER_REAL, 0.3)
e.wait()
END
  ['a finalizer of what nobody refers to can end a wait', <<'END'],
import threading
class Releases:
    def __del__(self): permits.release()
def drop():
    for i in range(100): Releases()
permits = threading.Semaphore(0)
drop()
permits.acquire()
END
  ['a pool that nobody refers to lets its threads end', <<'END'],
from concurrent.futures import ThreadPoolExecutor
def use():
    pool = ThreadPoolExecutor(1)
    pool.submit(int).result()
    return list(pool._threads)[0]
use().join()
END
  ['a thread in a system call can end a wait', <<'END'],
import os, threading
e = threading.Event()
def f():
    os.system('sleep 0.3')
    e.set()
threading.Thread(target=f).start()
e.wait()
END
  ['threads that hand a turn around', <<'END'],
import threading
locks = [threading.Lock() for i in range(8)]
for lock in locks: lock.acquire()
def turn(i):
    for n in range(2000):
        locks[i].acquire()
        locks[(i + 1) % len(locks)].release()
threads = [threading.Thread(target=turn, args=(i,)) for i in range(len(locks))]
for t in threads: t.start()
locks[0].release()
for t in threads: t.join()
END
  ['threads that start and end all the time', <<'END'],
import threading
def f(n):
    if n:
        t = threading.Thread(target=f, args=(n - 1,))
        t.start()
        t.join()
for i in range(60): f(12)
END
  ['a thousand threads that one event releases', <<'END'],
import threading
e, done = threading.Event(), threading.Semaphore(0)
def f():
    e.wait()
    done.release()
threads = [threading.Thread(target=f) for i in range(1000)]
for t in threads: t.start()
e.set()
for i in range(1000): done.acquire()
for t in threads: t.join()
END
) {
  my ($name, $code) = @$case;
  SKIP: {
    skip "$name: built without a collector", 1 if $no_collector && $name =~ /nobody refers to/;
    ($status, $out, $err) = weft(['-c', $code]);
    is("$status $err", '0 ', "$name: no deadlock");
  }
}

# A module that waits for a thread which imports it.
write_file(scratch() . '/itself.py', <<'END');
import threading
thread = threading.Thread(target=lambda: __import__("itself"))
thread.start()
thread.join()
END
($status, $out, $err) = weft(['-c', 'import sys; sys.path.insert(0, "' . scratch() . '"); import itself']);
is($status, 3, 'a module that waits for a thread which imports it');
like($err, qr/^  Thread-1 \S+ \S+ waits for the import of 'itself', for /m, 'is named');

# What ends the process when a time is over is no deadlock before.
($status, $out, $err) = weft(['-c', <<'END']);
import signal, threading
signal.setitimer(signal.ITIMER_REAL, 0.3)
threading.Event().wait()
END
is("$status $err", 128 + 14 . ' ', 'an alarm that is set ends the process');

($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler, threading
faulthandler.dump_traceback_later(0.3, exit=True)
threading.Event().wait()
END
is($status, 1, 'dump_traceback_later that is pending ends the process');
like($err, qr/\ATimeout \(0:00:00\.300000\)!\nThread /, 'with its dump alone');
unlike($err, qr/deadlock/, 'and no other report');

($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler, threading
faulthandler.dump_traceback_later(0.1)
threading.Event().wait()
END
is($status, 3, 'when it is over, the deadlock is found');
like($err, qr/\ATimeout .*^deadlock: no thread can go on$/ms, 'and reported');

($status, $out, $err) = weft(['-X', 'deadlock=maybe', '-c', '1']);
is($status, 2, 'a wrong mode is refused');
like($err, qr/bad value for -X deadlock: maybe \(it is report, abort, raise or off\)/, 'and named');

done_testing();
