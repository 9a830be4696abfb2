import _thread
import threading

for hook in threading.excepthook, threading.__excepthook__, _thread._excepthook:
    try:
        hook(1)
    except TypeError as error:
        print(error)
# expect: _thread.excepthook argument type must be ExceptHookArgs
# expect: _thread.excepthook argument type must be ExceptHookArgs
# expect: _thread.excepthook argument type must be ExceptHookArgs
threading.excepthook(threading.ExceptHookArgs([SystemExit, SystemExit(), None, None]))
