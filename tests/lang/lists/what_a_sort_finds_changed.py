# Whatever was added to a list while it was sorted, and taken out again; clearing it is no change.
def twice(n):
    for i in range(2):
        rows.extend([0] * 300)
        rows.clear()
    return n


def popped(n):
    rows.append(0)
    rows.pop()
    return n


def sliced(n):
    rows.extend([0] * 300)
    del rows[:]
    return n


def cleared(n):
    rows.clear()
    return n


for key in twice, popped, sliced, cleared:
    rows = [3, 1, 2]
    for i in range(3):
        rows.extend(range(500))
        rows.clear()
    rows += [3, 1, 2]
    try:
        rows.sort(key=key)
    except ValueError as e:
        print(e)
    print(rows)
# expect: list modified during sort
# expect: [1, 2, 3]
# expect: list modified during sort
# expect: [1, 2, 3]
# expect: list modified during sort
# expect: [1, 2, 3]
# expect: [1, 2, 3]
