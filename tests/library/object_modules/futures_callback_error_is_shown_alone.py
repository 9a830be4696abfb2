import io, sys
from concurrent.futures import Future
def call(future):
    raise ValueError("in callback")
sys.modules["logging"] = None
out, sys.stderr = sys.stderr, io.StringIO()
future = Future()
future.add_done_callback(call)
future.cancel()
text, sys.stderr = sys.stderr.getvalue(), out
lines = text.splitlines()
print(lines[0].startswith("exception calling callback for <Future at 0x"), lines[-1])
print("ImportError" in text, text.count("Traceback"))

# differs: there is no module logging; CPython's, which says the same, cannot be imported here
# expect: True ValueError: in callback
# expect: False 1
