"""Several threads on one foreign value: what it points to is what it keeps alive."""

import ctypes

from crew import THREADS, failed, main, together

COUNT = 300


def texts_and_what_keeps_them():
    """The text that a pointer was given last is the one that it keeps."""
    values = [ctypes.c_char_p() for _ in range(COUNT)]
    array = (ctypes.c_char_p * COUNT)()

    def job(n):
        for i in range(COUNT):
            values[i].value = b"%d of %d" % (i, n)
            array[i] = b"%d of %d" % (i, n)

    together(job)
    for i in range(COUNT):
        assert values[i].value == values[i]._objects, (values[i].value, values[i]._objects)
        assert array[i] == array._objects["%x" % i], (array[i], array._objects["%x" % i])


def copies_of_a_pointer():
    """A copy keeps the text that it points to, and not the one that came after it."""
    source = ctypes.c_char_p(b"first")
    array = (ctypes.c_char_p * THREADS)()

    def change(n):
        for i in range(COUNT):
            source.value = b"%d of %d" % (i, n)

    def copy(n):
        for i in range(COUNT):
            array[n] = source
            kept = array._objects["%x" % n]
            assert array[n] == kept, (array[n], kept)
            void = ctypes.cast(source, ctypes.c_char_p)
            assert void.value == void._objects, (void.value, void._objects)

    together(change, copy)


def casts_of_what_is_set():
    """A pointer that is cast and set at once keeps what it was set to."""
    values = [ctypes.c_char_p() for _ in range(COUNT)]

    def store(n):
        for i in range(COUNT):
            values[i].value = b"%d" % i

    def cast(n):
        for i in range(COUNT):
            ctypes.cast(values[i], ctypes.c_void_p)

    together(store, cast, threads=2)
    for value in values:
        kept = value._objects
        assert value.value == kept or value.value in kept.values(), (value.value, kept)


def targets():
    """A pointer keeps the value that it points to."""
    target = ctypes.c_int * 1
    pointers = [ctypes.pointer(target(-1)) for _ in range(COUNT)]

    def job(n):
        for i in range(COUNT):
            pointers[i].contents = target(n)

    together(job)
    for pointer in pointers:
        assert ctypes.addressof(pointer.contents) == ctypes.addressof(pointer._objects["1"])


def truth():
    """A number that is never zero is never false."""
    number = ctypes.c_longlong(1)

    def change(n):
        for i in range(COUNT):
            number.value = 1
            number.value = 1 << 56

    def look(n):
        for i in range(COUNT):
            assert number

    together(change, look)


class A(ctypes.c_int):
    def _check_retval_(result):
        return A, type(result)


class B(ctypes.c_long):
    def _check_retval_(result):
        return B, type(result)


def result_types():
    """A result is checked by the class that it is of."""
    function = ctypes.CDLL(None).abs
    function.restype = A

    def change(n):
        for i in range(COUNT):
            function.restype = (A, B)[i % 2]

    def call(n):
        for i in range(COUNT):
            by, of = function(-i)
            assert by is of, (by, of)

    together(change, call)


def classes_of_arrays():
    """A class and a length have one class of arrays, whoever gives the class its fields then."""
    for _ in range(8):
        class Late(ctypes.Structure):
            pass

        def fields(n):
            try:
                Late._fields_ = [("x", ctypes.c_int)]
            except AttributeError:
                pass  # it has arrays already

        def array(n):
            arrays.append(Late * 3)

        arrays = []
        together(fields, array, threads=2)
        assert arrays[0] is Late * 3


def arguments_of_a_class_that_gets_its_fields():
    """What an instance is made of is in its memory, as soon as that is there."""
    names = ["f%d" % i for i in range(COUNT // 10)]
    for _ in range(8):
        class Late(ctypes.Structure):
            pass

        def fields(n):
            Late._fields_ = [(name, ctypes.c_int) for name in names]

        def make(n):
            while not ctypes.sizeof(Late) and not failed.is_set():
                pass
            made.append(Late(*range(len(names))))
            made.append(Late(**dict(zip(names, range(len(names))))))

        made = []
        together(fields, make, threads=2)
        for value in made:
            assert value.__dict__ == {}, value.__dict__
            assert [getattr(value, name) for name in names] == list(range(len(names)))


main(texts_and_what_keeps_them, copies_of_a_pointer, casts_of_what_is_set, targets, truth, result_types,
     classes_of_arrays, arguments_of_a_class_that_gets_its_fields)
