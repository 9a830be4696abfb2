try:
    "abc"[::0]
except ValueError as e:
    print(e)  # expect: slice step cannot be zero
