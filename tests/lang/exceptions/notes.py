e = ValueError("base")
e.add_note("one"); e.add_note("two")
print(e.__notes__, e)  # expect: ['one', 'two'] base
try:
    e.add_note(5)
except TypeError as t:
    print(t)  # expect: note must be a str, not 'int'
print(hasattr(KeyError(), "__notes__"))  # expect: False
