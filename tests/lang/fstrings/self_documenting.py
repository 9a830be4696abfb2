a, b = 1, "s"
print(f"{a=} {b=} {a + 1 = } {b=!s} {a=:>5} {b = !r:^7}|")
# expect: a=1 b='s' a + 1 = 2 b=s a=    1 b =   's'  |
