# differs: CPython crashes
def function():
    yield 1


code = function.__code__
for flags in 0, code.co_flags & ~0x20:
    try:
        code.replace(co_flags=flags)
    except ValueError as error:
        print(error)
# expect: code: flags for another kind of function
# expect: code: flags for another kind of function
print(code.replace(co_flags=code.co_flags | 0x100).co_flags & 0x100)  # expect: 256
