# To open a file runs nothing of the library's own that a trace function would see.
import sys
seen = []
sys.settrace(lambda frame, event, arg: seen.append(frame.f_code.co_name))
file = open(__file__, "rb")
sys.settrace(None)
file.close()
print(seen)
# expect: []
