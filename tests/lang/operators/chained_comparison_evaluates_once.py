calls = []
def v(n):
    calls.append(n)
    return n
print(v(1) < v(2) < v(3), calls)  # expect: True [1, 2, 3]
calls.clear()
print(v(3) < v(2) < v(1), calls)  # expect: False [3, 2]
calls.clear()
print(v(1) < v(5) > v(2) != v(9) in [9], calls)  # expect: True [1, 5, 2, 9]
