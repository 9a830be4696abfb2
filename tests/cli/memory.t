# Memory exhaustion is an exception, never a crash.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $config = read_file("$ENV{WEFT_BUILD}/config.h");
plan skip_all => 'a sanitizer needs its address space' if $config =~ /^#define WF_SANITIZER 1/m;
my $no_collector = $config !~ /^#define WF_WITH_GC 1/m;
my $limit = 600_000; # KiB of address space

# Runs code with little memory: its exit status, outputs.
sub squeezed {
  my ($code, $less) = @_;
  my $script = write_file(scratch() . '/script.py', $code);
  return run_program(['sh', '-c', qq{ulimit -v @{[$less // $limit]} && ulimit -n 24 && exec "$ENV{WEFT}" "$script"}]);
}

for my $case (
  ['a list that doubles', "x = [0]\nwhile True: x += x"],
  ['a list that grows', "x = []\nwhile True: x.append([])"],
  ['text that doubles', "x = 'x'\nwhile True: x += x"],
  ['bytes that double', "x = bytearray(b'x')\nwhile True: x += bytes(x)"],
  ['an integer that doubles', "x = 1\nwhile True: x <<= x.bit_length()"],
  ['a dict that grows', "d = {}\nn = 0\nwhile True:\n  d[n] = n\n  n += 1"],
  ['a set that grows', "d = set()\nn = 0\nwhile True:\n  d.add(n)\n  n += 1"],
  ['instances', "class A: pass\nx = None\nwhile True:\n  a = A()\n  a.x = x\n  x = a"],
  ['instances beside other names',
   "a = b = c = d = e = f = g = h = 1\nclass A: pass\nx = None\nwhile True:\n  a = A()\n  a.x = x\n  x = a"],
  ['joined text', "x = ['x' * 1000000] * 1000\n''.join(x)"],
) {
  my ($name, $code) = @$case;
  my ($status, $out, $err) = squeezed($code);
  is($status, 1, "$name: status 1") or diag($err);
  like($err, qr/^(MemoryError|OverflowError)/m, "$name: MemoryError");
}

my ($status, $out, $err) = squeezed(<<'END');
try:
    x = [0]
    while True: x += x
except MemoryError:
    x = None
    print("caught")
y = [[i] for i in range(100000)]
print(len(y))
END
is($out, "caught\n100000\n", 'a script can go on after it') or diag($err);

# Nothing but registers that are dead still refers to what was let go of.
SKIP: {
  skip 'built without a collector', 3 if $no_collector;
  my $again = "for i in range(3):\n    x = bytes(5000)\nprint('done')\n";
  ($status, $out, $err) = squeezed(<<"END", 300_000);
rows = []
try:
    while True: rows.append(bytes(5000))
except MemoryError: pass
rows = None
$again
END
  is($out, "done\n", 'what a handler lets go of is free') or diag("status $status: $err");
  ($status, $out, $err) = squeezed(<<"END", 300_000);
def fill():
    rows = []
    try:
        while True: rows.append(bytes(5000))
    except MemoryError: pass
fill()
$again
END
  is($out, "done\n", 'what a function let go of that ended after its handler is free')
    or diag("status $status: $err");
  ($status, $out, $err) = squeezed(<<'END', 300_000);
import gc
class Dies:
    count = 0
    def __del__(self): Dies.count += 1
dying = [Dies() for _ in range(40000)]
rest = []
for size in 1 << 20, 1 << 14:
    try:
        while True: rest.append(bytearray(size))
    except MemoryError: pass
del rest[-40:]
dying = None
gc.collect()
print(Dies.count)
END
  is($out, "40000\n", 'many that die at once when memory is short are all finalized')
    or diag("status $status: $err");
}

for my $case (
  ['a list of nothing but itself', "l = []\ntry:\n  while True: l = [l, l, {}]\nexcept MemoryError: print('caught')"],
  ['many pieces of a text', "try: 'abcd ' .__mul__(12000000).split()\nexcept MemoryError: print('caught')"],
  ['many matches', "import re\ntry: re.findall('(a)(b)', 'ab' * 8000000)\nexcept MemoryError: print('caught')"],
) {
  my ($name, $code) = @$case;
  my ($status, $out, $err) = squeezed($code);
  is($out, "caught\n", "$name: MemoryError is caught where it is raised")
    or diag("status $status: $err");
}
for my $spec ('.2000000000e', '.100000000f', '#.2000000000g') {
  my ($status, $out, $err) = squeezed("try: print(format(1.5, '$spec')[:4])\nexcept MemoryError: print('1.50')");
  is($out, "1.50\n", "a float with the digits that '$spec' asks for") or diag($err);
}

($status, $out, $err) = squeezed(<<'END');
import threading
held, ran = threading.Event(), []
def work():
    held.wait()
    ran.append(1)
threads = []
try:
    while len(threads) < 1000:
        t = threading.Thread(target=work)
        t.start()
        threads.append(t)
except RuntimeError as e:
    print(e)
held.set()
for t in threads: t.join()
print(len(ran) == len(threads))
END
is($out, "can't start new thread\nTrue\n", 'start() says that there is no memory; who was started runs')
  or diag($err);

($status, $out, $err) = squeezed(<<'END');
import threading
started = threading.Event()
def work():
    started.wait()
    chain = None
    try:
        while True: chain = (chain,)
    except MemoryError:
        chain = None
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
started.set()
for t in threads: t.join()
print('done')
END
is($out, "done\n", 'threads that use up the memory at once go on') or diag("status $status: $err");

# One time in thirty or so the collector takes something for a pointer to the chain and keeps all of it:
# then there is a second MemoryError, but nothing worse.
for my $try (1 .. 4) {
  ($status, $out, $err) = squeezed(<<'END');
class Link:
    def __init__(self, link): self.link, self.more = link, {}
def work():
    chain = None
    try:
        while True: chain = Link(chain)
    except MemoryError: pass
work()
print('done')
END
  last if $status != 1 || $err !~ /\nMemoryError\n\z/;
}
is("$status $out", "0 done\n", 'a program whose memory was used up ends well') or diag($err);

# The collector needs addresses for its own tables, whoever takes others: it lost track of its blocks, and crashed.
my $fill = <<'END';
for size in 20, 60, 100, 140:
    rows = []
    try:
        while True: rows.append([None] * size)
    except MemoryError:
        rows = None
print('done')
END
SKIP: {
skip 'built without a collector', 8 if $no_collector;
($status, $out, $err) = squeezed(<<"END", 460_000);
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
try: rows = bytearray(122 << 20)
except MemoryError: pass
$fill
END
is("$status $out", "0 done\n", 'a thread that has begun takes addresses') or diag($err);
($status, $out, $err) = squeezed(<<"END", 400_000);
import os
try:
    while True: os.open('/dev/null', os.O_RDONLY)
except OSError: pass
$fill
END
is("$status $out", "0 done\n", 'memory is used up, and so are file descriptors') or diag($err);

# All of them raise MemoryError, or are not started; none waits for ever for what the others take.
($status, $out, $err) = squeezed(<<'END', 250_000);
import threading
def eat():
    for _ in range(3):
        try:
            rows = []
            while True: rows.append([0] * 50)
        except MemoryError:
            rows = None
threading.excepthook = lambda args: None
threads = []
try:
    while len(threads) < 20:
        thread = threading.Thread(target=eat)
        thread.start()
        threads.append(thread)
except (MemoryError, RuntimeError): pass
for thread in threads: thread.join()
print("done")
END
is("$status $out", "0 done\n", 'many threads use up the memory at once') or diag($err);

# Their stacks and records must leave the collector what it needs for itself.
($status, $out, $err) = squeezed(<<'END', 250_000);
import atexit, threading
def eat():
    try:
        table = {}
        while True: table[len(table)] = len(table), [len(table)]
    except MemoryError: table = None
def use_up():
    eat()
    try:
        threading.Thread(target=eat).start()
    except (MemoryError, RuntimeError): pass
for _ in range(4): atexit.register(use_up)
print("registered")
END
is("$status $out", "0 registered\n", 'exit functions and their threads use up the memory') or diag($err);

# A program that goes on for long: what it drops is used again, whatever its size.
for my $case (
  ['lists', '[0] * 10000'], ['text', '"x" * 80000'], ['bytes', 'bytearray(80000)'],
  ['small objects', '[[j] for j in range(500)]'], ['large integers', '1 << 640000'],
  ['dicts', 'dict.fromkeys(range(3000))'],
) {
  my ($name, $made) = @$case;
  my ($status, $out, $err) = squeezed(<<"END");
for i in range(20000):
    x = $made
print("done")
END
  is($out, "done\n", "$name that are dropped again and again") or diag($err);
}
}

# Twice the data must not mean four times the collecting.
my $build = <<'END';
import gc
rows = []
for i in range(COUNT):
    rows.append([i, str(i)])
print(gc.get_stats()[-1]["collections"])
END
my ($few, $many) = map {
  (my $code = $build) =~ s/COUNT/$_/;
  my $script = write_file(scratch() . '/script.py', $code);
  my ($status, $out) = run_program([$ENV{WEFT}, $script]);
  $out
} 200_000, 800_000;
SKIP: {
  skip 'built without a collector', 1 if $no_collector;
  cmp_ok($many, '<=', $few + 12, 'a program that builds up data collects seldom');
}

done_testing();
