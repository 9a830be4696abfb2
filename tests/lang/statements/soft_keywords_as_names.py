match = 1; case = 2; type = 3; _ = 4
print(match, case, type, _)  # expect: 1 2 3 4
match[0] if False else None
def case(match): return match
print(case(match))  # expect: 1
