class Evil:
    def __eq__(self, o):
        a.clear()
        return False
a = [Evil(), Evil()]
print(a == [1, 2], a)  # expect: False []
a = [Evil(), Evil(), Evil()]
print(5 in a)  # expect: False
