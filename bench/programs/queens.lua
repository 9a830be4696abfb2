local function solve(n, row, columns, rising, falling)
  if row == n then return 1 end
  local count = 0
  for column = 0, n - 1 do
    if not (columns[column] or rising[row + column] or falling[row - column + n]) then
      columns[column], rising[row + column], falling[row - column + n] = true, true, true
      count = count + solve(n, row + 1, columns, rising, falling)
      columns[column], rising[row + column], falling[row - column + n] = false, false, false
    end
  end
  return count
end
print(solve(9, 0, {}, {}, {}) .. " " .. solve(11, 0, {}, {}, {}))
