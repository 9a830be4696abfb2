# While a command line runs, Ctrl-C is for it alone; afterwards everything is as it was.
import os
import signal

# a job in the background is begun with these ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

print(os.system("kill -INT $PPID; kill -QUIT $PPID; kill -INT $$"))  # expect: 2
print(os.system("kill -QUIT $$") & 127)                             # expect: 3
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("as before")                                              # expect: as before

before = signal.signal(signal.SIGINT, signal.SIG_IGN)
print(os.system("kill -INT $$; exit 5") >> 8)                       # expect: 5
print(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)            # expect: True
signal.signal(signal.SIGINT, before)

ended = []
signal.signal(signal.SIGCHLD, lambda number, frame: ended.append(number))
print(os.system("exit 3") >> 8, len(ended))                         # expect: 3 1
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print(os.system("exit 3"))                                          # expect: -1
signal.signal(signal.SIGCHLD, signal.SIG_DFL)

os.environ["FOR_THE_SHELL"] = "seen"
print(os.system('test "$FOR_THE_SHELL" = seen'))                    # expect: 0
del os.environ["FOR_THE_SHELL"]
print(os.system('test "$FOR_THE_SHELL"') >> 8)                      # expect: 1
