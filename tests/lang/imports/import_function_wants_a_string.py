__import__(5)
# expect error: TypeError: module name must be a string
