# A name that ends in a dot, or has two together, is no other name of the package.
import importlib.util
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fixtures'))
for name in 'pkg.', 'pkg..mod', 'plain.', 'plain..x':
    for find in __import__, importlib.util.find_spec:
        try:
            print(find(name))
        except ModuleNotFoundError as error:
            print(error)
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: No module named 'pkg.'
# expect: None
# expect: No module named 'pkg.'
# expect: No module named 'pkg.'
# expect: No module named 'plain.'; 'plain' is not a package
# expect: __path__ attribute not found on 'plain' while trying to find 'plain.'
# expect: No module named 'plain.'; 'plain' is not a package
# expect: No module named 'plain.'; 'plain' is not a package
