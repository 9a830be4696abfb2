import math
for function, n, k in (math.comb, -1, "a"), (math.perm, -1, 2.5), (math.comb, -1, -1), (math.perm, 1, -1):
    try:
        function(n, k)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError n must be a non-negative integer
# expect: ValueError k must be a non-negative integer
