for x in (1, 2, 3):
    if x == 1: print("one")  # expect: one
    elif x == 2:
        print("two")  # expect: two
    else:
        print("other")  # expect: other
