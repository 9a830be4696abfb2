import subprocess
for args, options in ((["echo", 1], {}), ([1], {}), (["echo"], {"env": {1: "a"}}), (["echo"], {"env": {"a": 1}}),
                      (["echo"], {"cwd": 1.5}), (["echo"], {"pipesize": "a"}), (["echo"], {"bufsize": "a"})):
    try:
        subprocess.run(args, **options)
    except TypeError as error:
        print(error)
# expect: expected str, bytes or os.PathLike object, not int
# expect: expected str, bytes or os.PathLike object, not int
# expect: expected str, bytes or os.PathLike object, not int
# expect: expected str, bytes or os.PathLike object, not int
# expect: expected str, bytes or os.PathLike object, not float
# expect: pipesize must be an integer
# expect: bufsize must be an integer
