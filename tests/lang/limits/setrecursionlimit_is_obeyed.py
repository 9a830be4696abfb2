import sys
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
sys.setrecursionlimit(200); print(100 < depth(0) < 200)  # expect: True
sys.setrecursionlimit(5000); print(4000 < depth(0) < 5000)  # expect: True
