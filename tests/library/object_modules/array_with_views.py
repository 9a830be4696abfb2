# An array keeps its size as long as somebody sees its memory.
from array import array

a = array("b", [1, 2, 3])
view = memoryview(a)


def imul():
    global a
    a *= 2


def delete():
    del a[0]


def insert_slice():
    a[1:1] = array("b", [7])


def same_size():
    a[0:2] = array("b", [8, 9])


for change in (lambda: a.append(1), lambda: a.pop(), lambda: a.extend([1]), lambda: a.insert(0, 1),
               lambda: a.remove(1), imul, delete, insert_slice, lambda: a.frombytes(b"x")):
    try:
        change()
    except BufferError as error:
        print(error)
    else:
        print("changed")
same_size()
view[2] = 5
print(a)
view.release()
a.append(6)
print(a)
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: cannot resize an array that is exporting buffers
# expect: array('b', [8, 9, 5])
# expect: array('b', [8, 9, 5, 6])
