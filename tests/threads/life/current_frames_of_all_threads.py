import sys
import threading
import traceback


def outer(begun, end):
    inner(begun, end)


def inner(begun, end):
    begun.set()
    end.wait()


begun, end = threading.Event(), threading.Event()
thread = threading.Thread(target=outer, args=(begun, end))
thread.start()
begun.wait()
frames = sys._current_frames()
frame = frames[thread.ident]
print(len(frames), frames[threading.get_ident()] is sys._getframe())
print([f.name for f in traceback.extract_stack(frame) if f.filename == __file__])
while frame.f_code.co_name != "inner":
    frame = frame.f_back
print(frame.f_lineno in (12, 13), frame.f_back.f_code.co_name, frame.f_globals is globals())
end.set()
thread.join()
print(list(sys._current_frames()) == [threading.get_ident()])
# expect: 2 True
# expect: ['outer', 'inner']
# expect: True outer True
# expect: True
