# faulthandler writes what CPython's does, at crashes, by the clock, by a signal and when asked.
use strict;
use warnings;
use Test::More;
use WeftTest;

my ($status, $out, $err);

for my $case (
  ['_sigsegv', 'Segmentation fault', 128 + 11],
  ['_sigabrt', 'Aborted', 128 + 6],
  ['_sigfpe', 'Floating point exception', 128 + 8],
  ['_read_null', 'Segmentation fault', 128 + 11],
) {
  my ($function, $text, $wanted) = @$case;
  ($status, $out, $err) = weft(['-X', 'faulthandler', '-c', <<"END"]);
import faulthandler
def f():
    faulthandler.$function()
f()
END
  is($status, $wanted, "$function: the signal ends the process");
  like($err, qr/\AFatal Python error: $text\n\nCurrent thread 0x[0-9a-f]{16} \(most recent call first\):\n  File "<string>", line 3 in f\n  File "<string>", line 4 in <module>\n\z/,
       "$function: the stack");
}

($status, $out, $err) = weft(['-c', "import faulthandler\nfaulthandler._sigsegv()"]);
is($err, '', 'nothing is written unless it is enabled');
($status, $out, $err) = weft(['-c', "import faulthandler\nprint(faulthandler.is_enabled())"],
                             env => {WEFTFAULTHANDLER => '1'});
is($out, "True\n", 'WEFTFAULTHANDLER enables it');
($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler
print(faulthandler.disable(), faulthandler.enable(), faulthandler.is_enabled())
print(faulthandler.disable(), faulthandler.is_enabled())
faulthandler.enable(all_threads=False)
faulthandler._sigsegv()
END
like($err, qr/\AFatal Python error: Segmentation fault\n\nStack \(most recent call first\):\n  File "<string>", line 5 in <module>\n\z/,
     'one thread alone');

($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler, sys, threading
def waits(ready):
    ready.set()
    end.wait()
end, ready = threading.Event(), threading.Event()
t = threading.Thread(target=waits, args=(ready,))
t.start()
ready.wait()
faulthandler.dump_traceback()
end.set()
print('--', file=sys.stderr)
def deep(n):
    if n: deep(n - 1)
    else: faulthandler.dump_traceback(all_threads=False)
deep(150)
END
is($status, 0, 'dump_traceback: the program goes on');
my ($all, $deep) = split /--\n/, $err;
like($all, qr/\AThread 0x[0-9a-f]{16} \(most recent call first\):\n(?:  File ".*", line \d+ in \w+\n)*  File "<string>", line 4 in waits\n.*\n\nCurrent thread 0x[0-9a-f]{16} \(most recent call first\):\n  File "<string>", line 9 in <module>\n\z/s,
     'all threads, the calling one last and named');
is(scalar(() = $deep =~ /in deep\n/g), 100, 'a hundred frames');
like($deep, qr/\n  \.\.\.\n\z/, 'and dots for the others');

($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler, time
faulthandler.dump_traceback_later(0.1, repeat=True)
def f(): time.sleep(0.35)
f()
faulthandler.cancel_dump_traceback_later()
time.sleep(0.3)
END
like($err, qr/\A(?:Timeout \(0:00:00\.100000\)!\nThread 0x[0-9a-f]{16} \(most recent call first\):\n  File "<string>", line 3 in f\n  File "<string>", line 4 in <module>\n){2,3}\z/,
     'dump_traceback_later, again and again until it is cancelled');
($status, $out, $err) = weft(['-c', <<'END']);
import faulthandler, time
faulthandler.dump_traceback_later(0.1, exit=True)
time.sleep(20)
END
is($status, 1, 'dump_traceback_later with exit ends the process');

write_file(scratch() . '/user.py', <<'END');
import faulthandler, os, signal, tempfile
signal.signal(signal.SIGUSR1, lambda *args: print('handler'))
with tempfile.TemporaryFile() as file:
    def shown():
        file.seek(0)
        text = file.read().decode()
        file.seek(0)
        file.truncate()
        return [line.split(' in ')[-1] for line in text.splitlines()]
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(shown())
    faulthandler.unregister(signal.SIGUSR1)
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False, chain=True)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(shown())
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    os.kill(os.getpid(), signal.SIGUSR1)
    print(shown())
for wrong in ((signal.SIGSEGV,), (0,), (signal.SIGUSR1, -1)):
    try:
        faulthandler.register(*wrong)
    except Exception as e:
        print(type(e).__name__, e)
try:
    faulthandler.dump_traceback_later(0)
except ValueError as e:
    print(e)
END
($status, $out, $err) = weft([scratch() . '/user.py']);
is($err, '', 'register: no error');
is($out, <<'END', 'a registered signal writes the stack at once; chain calls the handler too');
['Stack (most recent call first):', '<module>']
handler
['Stack (most recent call first):', '<module>']
True False
handler
[]
RuntimeError signal 11 cannot be registered, use enable() instead
ValueError signal number out of range
ValueError file is not a valid file descripter
timeout must be greater than 0
END

# The signal comes while other threads start, run and end, whose frames are then no firm ground.
write_file(scratch() . '/busy.py', <<'END');
import faulthandler, os, signal, tempfile, threading
file = tempfile.TemporaryFile("w+")
faulthandler.register(signal.SIGUSR1, file=file)

def deep(n):
    return n and deep(n - 1)

def ask():
    for i in range(60):
        os.kill(os.getpid(), signal.SIGUSR1)
    over.set()

over = threading.Event()
threading.Thread(target=ask).start()
while not over.is_set():
    threads = [threading.Thread(target=deep, args=(30,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
file.seek(0)
lines = file.read().splitlines()
heads = [line.split(" 0x")[0] for line in lines if "most recent call first" in line]
print(len(heads) > 0, set(heads) <= {"Current thread", "Thread"})
print({line.split(" in ")[0].split('"')[0] for line in lines if line.startswith("  ")} -
      {"  File ", "  <no Python frame>"})
END
($status, $out, $err) = weft([scratch() . '/busy.py']);
is("$status$out$err", "0True True\nset()\n", 'a registered signal beside threads that come and go');

# Once for all threads: what the handler asks for is written when os.kill() is back.
write_file(scratch() . '/now.py', <<'END');
import faulthandler, os, signal, tempfile
file = tempfile.TemporaryFile("w+")
faulthandler.register(signal.SIGUSR1, file=file)
os.kill(os.getpid(), signal.SIGUSR1)
file.seek(0)
print(*[line.split(" 0x")[0].split(",")[-1] for line in file.read().splitlines()], sep="\n")
END
($status, $out, $err) = weft([scratch() . '/now.py']);
is("$status$out$err", "0Current thread\n line 4 in <module>\n",
   'a registered signal writes all stacks before its sender goes on');

# A signal that comes again before the dump of the last one is written: the program goes on.
write_file(scratch() . '/often.py', <<'END');
import faulthandler, os, signal, threading
file = open(os.devnull, "w")
faulthandler.register(signal.SIGALRM, file=file)
over = threading.Event()

def collect():
    import gc
    while not over.is_set():
        gc.collect()

thread = threading.Thread(target=collect)
thread.start()
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
for i in range(20):
    items = [[j] for j in range(10000)]
signal.setitimer(signal.ITIMER_REAL, 0)
over.set()
thread.join()
print("done")
END
($status, $out, $err) = weft([scratch() . '/often.py']);
is("$status$out$err", "0done\n", 'a registered signal that comes all the time, beside collections');

done_testing();
