print("before")  # expect: before
raise LookupError("at top level")
# expect error: LookupError: at top level
