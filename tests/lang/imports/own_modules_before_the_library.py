# A script's own modules come before those of the library, but not before those in the program itself.
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as home:
    os.makedirs(home + '/json')
    os.makedirs(home + '/queue')
    for name, text in (('textwrap.py', 'own = 1'), ('json/__init__.py', 'own = 2'),
                       ('os.py', 'own = 3'), ('sched.py', 'own = 4')):
        with open(f'{home}/{name}', 'w') as file:
            file.write(text)
    sys.path.insert(0, home)
    import json
    import queue
    import sched
    import textwrap
    print(textwrap.own, json.own, sched.own, textwrap.__file__ == home + '/textwrap.py')
    try:
        import json.decoder
    except ImportError as e:
        print(e)
    del sys.modules['os']
    import os
    print(hasattr(os, 'sep'), hasattr(queue, 'Queue'))
    from importlib.util import find_spec
    print(find_spec('sched').origin == home + '/sched.py', find_spec('shlex') is not None)
    del sys.path[0], sys.modules['sched']
    import sched
    print(hasattr(sched, 'scheduler'))
    sys.path.append(home)
    del sys.modules['sched'], sys.modules['textwrap']
    import sched
    import textwrap
    print(hasattr(sched, 'scheduler'), hasattr(textwrap, 'dedent'), find_spec("sched").origin != home + "/sched.py")
# expect: 1 2 4 True
# expect: No module named 'json.decoder'
# expect: True True
# expect: True True
# expect: True
# expect: True True True
