local function add(a, b, c) return a + b + (c or 1) end
local function apply(f, x) return f(x, 1) + f(x, 2, 3) end
local total = 0
for i = 0, 1499999 do
  total = (total + apply(add, i) + add(i, 2, 3)) % 1000003
end
print(total)
