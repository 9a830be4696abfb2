import sys, os
print(os.path.samefile(sys.path[0] or ".", os.path.dirname(os.path.abspath(__file__))), len(sys.argv), sys.argv[0].endswith(".py"))
# expect: True 1 True
