# The end of the program while C threads call back, and while script threads are in foreign code.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $head = <<"END";
from ctypes import *
import atexit, os, sys, threading, time
lib = CDLL('$ENV{FOREIGN_LIBRARY}')
lib.endless_count.restype = c_long
Int = CFUNCTYPE(c_int, c_int)
END

# Several rounds each: what goes wrong here goes wrong seldom.
sub ends_cleanly {
  my ($name, $script, $output, $rounds) = @_;
  my $path = write_file(scratch() . "/$name.py", $head . $script);
  my @wrong;
  for my $round (1 .. $rounds) {
    my ($status, $out, $err) = weft([$path]);
    push @wrong, "round $round: status $status, output '$out', errors '$err'"
      if $status != 0 || $out ne $output || $err ne '';
    last if @wrong;
  }
  is("@wrong", '', $name);
}

ends_cleanly('foreign threads in callbacks', <<'END', "done\n", 10);
callback = Int(lambda x: sum(range(x * 10)))
lib.start_endless_threads(callback, 4)
while lib.endless_count() < 100:
    time.sleep(0.001)
print("done")
END

ends_cleanly('foreign threads that allocate', <<'END', "done\n", 5);
callback = Int(lambda x: len([bytes(100) for i in range(20)]))
lib.start_endless_threads(callback, 3)
atexit.register(time.sleep, 0.01)
while lib.endless_count() < 50:
    time.sleep(0.001)
print("done")
END

ends_cleanly('callbacks that wait', <<'END', "done\n", 5);
event = threading.Event()
callback = Int(lambda x: event.wait())
lib.start_endless_threads(callback, 3)
time.sleep(0.02)
print("done")
END

ends_cleanly('callbacks that loop', <<'END', "done\n", 5);
def loop(x):
    try:
        while True:
            pass
    finally:
        print("not reached")
callback = Int(loop)
lib.start_endless_threads(callback, 2)
time.sleep(0.02)
print("done")
END

ends_cleanly('daemon threads in foreign code', <<'END', "done\n", 5);
def sleeper():
    lib.sleep_microseconds(5000000)
    print("not reached")
def sorter():
    array = (c_int * 1000)(*range(1000))
    compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))(lambda a, b: b[0] - a[0])
    while True:
        CDLL(None).qsort(array, 1000, 4, compare)
for f in (sleeper, sorter, sorter):
    threading.Thread(target=f, daemon=True).start()
time.sleep(0.03)
print("done")
END

ends_cleanly('foreign threads that call for the first time', <<'END', "done\n", 10);
callback = Int(lambda x: x)
def spawn():
    while True:
        lib.call_from_threads(callback, 8, 3)
for i in range(2):
    threading.Thread(target=spawn, daemon=True).start()
time.sleep(0.03)
print("done")
END

my ($status, $out, $err) = weft(['-c', $head . <<'END']);
import sys
def raising(x):
    raise ValueError(x)
lib.apply(Int(raising), 5)
print(lib.apply(Int(lambda x: "text"), 5))
END
is($out, "0\n", 'C gets zero');
like($err, qr/\AException ignored on calling ctypes callback function: <function raising at 0x[0-9a-f]+>
Traceback .*\n.*in raising\n.*ValueError: 5\n/s, 'what a callback raises is reported');
like($err, qr/Exception ignored on converting result of ctypes callback function: <function <lambda>/,
  'so is a result that does not fit');
done_testing();
