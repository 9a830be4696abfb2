def solve(n, row, columns, rising, falling):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if not (columns[column] or rising[row + column] or falling[row - column + n]):
            columns[column] = rising[row + column] = falling[row - column + n] = True
            count += solve(n, row + 1, columns, rising, falling)
            columns[column] = rising[row + column] = falling[row - column + n] = False
    return count

print(solve(9, 0, [False] * 9, [False] * 18, [False] * 19),
      solve(11, 0, [False] * 11, [False] * 22, [False] * 23))
