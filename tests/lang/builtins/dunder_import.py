m = __import__("os.path"); print(m.__name__)
print(__import__("os.path", fromlist=["join"]).__name__.endswith("path"), __import__("sys").__name__)
# expect: os
# expect: True sys
