d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 0
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
d = {1: 1, 2: 2}
try:
    for k in d: del d[k]
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[1]
        d[3] = 3
except RuntimeError as e:
    print(e)
for k in list(d): del d[k]
print(d)
# expect error: KeyError: 1
