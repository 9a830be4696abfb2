# help without parentheses says how to use it.
print(help)
# expect: Type help() for interactive help, or help(object) for help about object.
print(type(help).__name__, callable(help))
# expect: _Helper True
