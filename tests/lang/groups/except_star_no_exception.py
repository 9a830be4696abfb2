try:
    pass
except* ValueError:
    print("no")
else:
    print("else")  # expect: else
