"""Nanoseconds that each kind of foreign call takes: one line each, "name nanoseconds".

Processor time, so that what else the machine does matters little; elapsed time for two threads.
"""

import ctypes
import sys
import threading
import time
from ctypes import (CDLL, CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_double, c_int, c_long,
                    c_size_t, c_void_p, sizeof)

libc = CDLL(None)
own = CDLL(sys.argv[1])


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int), ("d", c_double)]


def calls_of_strlen(n):
    strlen = libc.strlen
    strlen.argtypes, strlen.restype = [c_char_p], c_size_t
    text = b"a text of some length"
    for _ in range(n):
        strlen(text)


def calls_without_argtypes(n):
    nothing = own.nothing
    for _ in range(n):
        nothing()


def calls_with_three_arguments(n):
    memset = libc["memset"]
    memset.argtypes, memset.restype = [c_void_p, c_int, c_size_t], c_void_p
    buffer = ctypes.create_string_buffer(16)
    for _ in range(n):
        memset(buffer, 0, 16)


def calls_with_byref(n):
    first_of = own.first_of
    first_of.argtypes, first_of.restype = [POINTER(c_long)], c_long
    number = c_long(5)
    for _ in range(n):
        first_of(byref(number))


def sorting_with_a_comparison(n):
    compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
    calls = 0

    def by_value(a, b):
        nonlocal calls
        calls += 1
        return a[0] - b[0]
    libc.qsort.argtypes = [c_void_p, c_size_t, c_size_t, compare]
    libc.qsort.restype = None
    callback = compare(by_value)
    count = 1000
    while calls < n:
        array = (c_int * count)(*[i * 7919 % count for i in range(count)])
        libc.qsort(array, count, sizeof(c_int), callback)


def callbacks(n):
    prototype = CFUNCTYPE(c_int, c_int)
    own.call_often.argtypes = [prototype, c_int]
    own.call_often(prototype(lambda x: x), n)


def reading_fields(n):
    p = Point(1, 2, 3.5)
    for _ in range(n):
        p.x
        p.d


def writing_fields(n):
    p = Point(1, 2, 3.5)
    for i in range(n):
        p.x = i
        p.d = 1.5


def indexing_arrays(n):
    array = (c_int * 100)(*range(100))
    for i in range(n // 100):
        for k in range(100):
            array[k] = array[k]


def making_values(n):
    for i in range(n):
        c_int(i)


def in_two_threads(n):
    """Two threads together do n calls, each half of them."""
    threads = [threading.Thread(target=calls_of_strlen, args=(n // 2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def nanoseconds(function, n):
    clock = time.perf_counter_ns if function is in_two_threads else time.process_time_ns
    function(n // 10)
    begin = clock()
    function(n)
    return (clock() - begin) / n


for function, count in [(calls_of_strlen, 300000), (calls_without_argtypes, 300000),
                        (calls_with_three_arguments, 200000), (calls_with_byref, 200000),
                        (sorting_with_a_comparison, 100000), (callbacks, 300000),
                        (reading_fields, 200000), (writing_fields, 200000),
                        (indexing_arrays, 200000), (making_values, 200000),
                        (in_two_threads, 300000)]:
    print(function.__name__, nanoseconds(function, count))
