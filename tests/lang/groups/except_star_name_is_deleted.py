try:
    raise ValueError
except* ValueError as e:
    pass
print("e" in globals())  # expect: False
