# The first finder that a program adds; the modules that help to ask it are none of its business.
import sys


class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name == "missing":
            print("asked for", name, path, target)


sys.meta_path.insert(0, Nothing())
for _ in range(2):
    try:
        import missing
    except ModuleNotFoundError as error:
        print(error)
import textwrap
print(textwrap.dedent("  there"))

# expect: asked for missing None None
# expect: No module named 'missing'
# expect: asked for missing None None
# expect: No module named 'missing'
# expect: there
