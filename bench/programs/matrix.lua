local function multiply(a, b)
  local n, out = #b[1], {}
  for i = 1, #a do
    local row, line = a[i], {}
    for j = 1, n do line[j] = 0.0 end
    for k = 1, #row do
      local x, other = row[k], b[k]
      for j = 1, n do line[j] = line[j] + x * other[j] end
    end
    out[i] = line
  end
  return out
end
local n, a, b = 170, {}, {}
for i = 0, n - 1 do
  local ra, rb = {}, {}
  for j = 0, n - 1 do
    ra[j + 1] = (i * j % 7) + 0.5
    rb[j + 1] = (i + j) % 5 - 1.0
  end
  a[i + 1], b[i + 1] = ra, rb
end
local c, sum = multiply(a, b), 0
for i = 1, n do sum = sum + c[i][n + 1 - i] end
print(string.format("%.3f", sum))
