import contextvars

try:
    contextvars.ContextVar("a").name = "b"
except AttributeError as error:
    print(error)  # expect: readonly attribute
