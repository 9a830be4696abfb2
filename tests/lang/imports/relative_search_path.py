# What comes from a relative folder of sys.path keeps its place.
import os
import sys

here = os.getcwd()
sys.path[:] = ['fixtures', '']
import plain
import pkg

print(plain.__file__ == os.path.join(here, 'fixtures', 'plain.py'))
print(pkg.__path__ == [os.path.join(here, 'fixtures', 'pkg')], pkg.__spec__.origin == pkg.__file__)
os.chdir('/')
import pkg.sub
print(pkg.sub.__file__.startswith(here))
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: True
# expect: True True
# expect: True
