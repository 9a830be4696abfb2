# needs no WF_SANITIZER
# A text ends before its NUL, also when others write a shorter one meanwhile.
import threading
from ctypes import addressof, c_char_p, create_string_buffer, create_unicode_buffer, string_at

plain, wide = create_string_buffer(64), create_unicode_buffer(64)
pointer = c_char_p(addressof(plain))
LONG = b'a' * 60
failures = set()
stop = False


def change():
    while not stop:
        for i in range(50):
            plain.value = LONG
            plain.value = b'b'
        wide.value = 'a' * 60
        wide.value = 'b'


def look():
    for get in (lambda: plain.value, lambda: pointer.value, lambda: string_at(pointer)):
        for i in range(150000):
            if b'\0' in get():
                failures.add('plain')
    for i in range(150000):
        if '\0' in wide.value:
            failures.add('wide')


thread = threading.Thread(target=change)
thread.start()
look()
stop = True
thread.join()
print(failures)  # expect: set()
