import codecs
import io


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except (ValueError, LookupError) as error:
        print(type(error).__name__, error)


attempt(codecs.lookup, "\udcfe")
attempt(codecs.lookup, "a\0b")
attempt(codecs.lookup_error, "\udcfe")
attempt(io.TextIOWrapper, io.BytesIO(), encoding="\udcfe")
attempt(io.TextIOWrapper, io.BytesIO(), encoding="utf-8", errors="\udcfe")
attempt(repr, io.TextIOWrapper.__new__(io.TextIOWrapper))
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: ValueError embedded null character
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: ValueError I/O operation on uninitialized object
