# What a program wrote to files that it never closed is in them when it has ended.
import os
import subprocess
import sys
import tempfile

PROGRAM = """
text = open("text", "w")
text.write("text\\n")
binary = open("binary", "wb")
binary.write(b"binary\\n")
kept = [open("kept", "w")]
kept[0].write("kept\\n")
"""
with tempfile.TemporaryDirectory() as place:
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=place, check=True)
    for name in "text", "binary", "kept":
        with open(os.path.join(place, name)) as file:
            print(file.read(), end="")
# expect: text
# expect: binary
# expect: kept
