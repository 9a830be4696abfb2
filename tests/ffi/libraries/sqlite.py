# SQLite: statements, a row callback, functions and an aggregate written here, an error, threads.
from ctypes import *
from ctypes import util
import threading

name = util.find_library("sqlite3")
if name is None:
    print("skipped: there is no SQLite")
    raise SystemExit
sqlite = CDLL(name)
Row = CFUNCTYPE(c_int, c_void_p, c_int, POINTER(c_char_p), POINTER(c_char_p))
Function = CFUNCTYPE(None, c_void_p, c_int, POINTER(c_void_p))
sqlite.sqlite3_open.argtypes = [c_char_p, POINTER(c_void_p)]
sqlite.sqlite3_close.argtypes = [c_void_p]
sqlite.sqlite3_exec.argtypes = [c_void_p, c_char_p, Row, c_void_p, POINTER(c_void_p)]
sqlite.sqlite3_free.argtypes = [c_void_p]
sqlite.sqlite3_create_function.argtypes = [c_void_p, c_char_p, c_int, c_int, c_void_p, Function,
                                           Function, CFUNCTYPE(None, c_void_p)]
sqlite.sqlite3_value_text.restype = c_char_p
sqlite.sqlite3_value_text.argtypes = [c_void_p]
sqlite.sqlite3_value_int64.restype = c_longlong
sqlite.sqlite3_value_int64.argtypes = [c_void_p]
sqlite.sqlite3_result_text.argtypes = [c_void_p, c_char_p, c_int, c_void_p]
sqlite.sqlite3_result_int64.argtypes = [c_void_p, c_longlong]
TRANSIENT, UTF8 = c_void_p(-1), 1


class Database:
    def __init__(self, path=b":memory:"):
        self.handle = c_void_p()
        assert sqlite.sqlite3_open(path, byref(self.handle)) == 0
        self.functions = []

    def execute(self, statement):
        rows, message = [], c_void_p()

        def row(data, count, values, names):
            rows.append([values[i] for i in range(count)])
            return 0
        status = sqlite.sqlite3_exec(self.handle, statement, Row(row), None, byref(message))
        if status:
            text = string_at(message)
            sqlite.sqlite3_free(message)
            raise ValueError(text.decode())
        return rows

    def define(self, name, count, function):
        # the database remembers the callback, so it is kept here
        callback = Function(function)
        self.functions.append(callback)
        assert sqlite.sqlite3_create_function(self.handle, name, count, UTF8, None, callback,
                                              Function(), CFUNCTYPE(None, c_void_p)()) == 0

    def close(self):
        return sqlite.sqlite3_close(self.handle)


def backwards(context, count, values):
    text = sqlite.sqlite3_value_text(values[0])[::-1]
    sqlite.sqlite3_result_text(context, text, len(text), TRANSIENT)


def total(context, count, values):
    sqlite.sqlite3_result_int64(context, sum(sqlite.sqlite3_value_int64(values[i])
                                             for i in range(count)))


db = Database()
db.execute(b"create table people (name text, age int)")
for name, age in [(b"Ada", 36), (b"Grace", 85), (b"Alan", 41)]:
    db.execute(b"insert into people values ('%s', %d)" % (name, age))
print(db.execute(b"select name, age from people where age > 40 order by age"))
# expect: [[b'Alan', b'41'], [b'Grace', b'85']]
db.define(b"backwards", 1, backwards)
db.define(b"total", -1, total)
print(db.execute(b"select backwards(name), total(age, 1, 2) from people order by name"))
# expect: [[b'adA', b'39'], [b'nalA', b'44'], [b'ecarG', b'88']]
print(db.execute(b"select null"), db.execute(b"select sum(total(age)) from people"))
# expect: [[None]] [[b'162']]
try:
    db.execute(b"select x from nowhere")
except ValueError as error:
    print(error)
# expect: no such table: nowhere
print(db.close())
# expect: 0
results = []


def work(number):
    own = Database()
    own.define(b"total", -1, total)
    own.execute(b"create table n (x int)")
    for i in range(20):
        own.execute(b"insert into n values (%d)" % (i * number))
    results.append(int(own.execute(b"select sum(total(x, 1)) from n")[0][0]))
    own.close()


threads = [threading.Thread(target=work, args=(i,)) for i in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
# expect: [210, 400, 590, 780]
