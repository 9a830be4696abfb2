# A package without an __init__.py finds what a change of sys.path adds to it.
import os
import sys

base = os.path.join(os.environ["TMPDIR"], "portions")
for folder in ("one/spread/first", "two/spread/second", "two/spread/inner/third", "one/spread/inner"):
    os.makedirs(os.path.join(base, folder))
for file in ("one/spread/first/__init__.py", "two/spread/second/__init__.py", "two/spread/inner/third/__init__.py"):
    open(os.path.join(base, file), "w").close()

sys.path.insert(0, base + "/one")
import spread.first
import spread.inner
try:
    import spread.second
except ModuleNotFoundError as error:
    print(error)
sys.path.insert(0, base + "/two")
import spread.second
import spread.inner.third
print(spread.second.__name__, spread.inner.third.__name__, sorted(os.path.basename(os.path.dirname(p)) for p in spread.__path__))
try:
    import spread.third
except ModuleNotFoundError as error:
    print(error)
# expect: No module named 'spread.second'
# expect: spread.second spread.inner.third ['one', 'two']
# expect: No module named 'spread.third'
