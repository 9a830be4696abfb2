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
for k in list(d): del d[k]
print(d)  # expect: {}
d = {1: 1, 2: 2}
for k in d: d[k] = k * 10
print(d)  # expect: {1: 10, 2: 20}
