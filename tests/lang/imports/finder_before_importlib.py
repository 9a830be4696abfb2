# A finder works before anything has imported importlib.
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == 'nowhere':
            print('asked for', name, path)


sys.meta_path.insert(0, Finder())
try:
    import nowhere
except ModuleNotFoundError as e:
    print(e)
# expect: asked for nowhere None
# expect: No module named 'nowhere'
