class It:
    def __iter__(self): return iter([1, 2])
class G:
    def __getitem__(self, i):
        if i < 3: return i
        raise IndexError
print(1 in It(), 3 in It(), 2 in G(), 5 in G())  # expect: True False True False
class No:
    __contains__ = None
    def __iter__(self): return iter([])
try:
    1 in No()
except TypeError as e:
    print(e)  # expect: 'No' object is not a container
