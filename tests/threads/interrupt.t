# Ctrl-C reaches the main thread in any wait, whichever thread the system gives the signal to.
use strict;
use warnings;
use Test::More;
use WeftTest;

my @waits = (
  ['a lock', 'l = threading.Lock(); l.acquire(); l.acquire()'],
  ['a lock with a timeout', 'l = threading.Lock(); l.acquire(); l.acquire(timeout=60)'],
  ['an rlock that another thread holds',
    'l = threading.RLock(); t = threading.Thread(target=l.acquire); t.start(); t.join(); l.acquire()'],
  ['a condition', 'c = threading.Condition(); c.acquire(); c.wait()'],
  ['a semaphore', 'threading.Semaphore(0).acquire()'],
  ['an event', 'threading.Event().wait()'],
  ['an event with a timeout', 'threading.Event().wait(60)'],
  ['a barrier', 'threading.Barrier(2).wait()'],
  ['a latch', 'threading.CountDownLatch(1).wait()'],
  ['a queue', 'queue.Queue().get()'],
  ['a full queue', 'q = queue.Queue(1); q.put(1); q.put(2)'],
  ['join', 'threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); threading.enumerate()[-1].join()'],
  ['sleep', 'time.sleep(60)'],
  ['select', 'select.select([r], [], [])'],
  ['a read', 'os.read(r, 1)'],
  ['a read of a file', 'open(r, closefd=False).read()'],
  ['a full pipe', 'os.write(w, bytes(1000000))'],
  ['input', 'sys.stdin = open(r); input()'],
  ['a future', 'import concurrent.futures; concurrent.futures.Future().result()'],
  ['a native loop', 'import itertools; sum(itertools.repeat(0))'],
  ['a loop', "\n    while True: pass"],
);
my $start = <<'END';
import os, queue, select, sys, threading, time
r, w = os.pipe()
def spin():
    while True:
        time.sleep(0.001)
for _ in range(3):
    threading.Thread(target=spin, daemon=True).start()
def interrupt():
    ready.wait()
    time.sleep(0.05)
    os.kill(os.getpid(), 2)
ready = threading.Event()
threading.Thread(target=interrupt, daemon=True).start()
END
for my $wait (@waits) {
  my ($name, $code) = @$wait;
  my ($status, $out, $err) =
    weft(['-c', "${start}try:\n    ready.set()\n    $code\nexcept KeyboardInterrupt:\n    print('interrupted')\n"]);
  is("$status $out$err", "0 interrupted\n", $name);
}
done_testing();
