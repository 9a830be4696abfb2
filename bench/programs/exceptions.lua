local function check(n)
  if n % 2 == 1 then error({ n }) end
  return n
end
local function deep(n, depth)
  if depth == 0 then return check(n) end
  local result = deep(n, depth - 1)
  return result
end
local total = 0
for i = 0, 599999 do
  local good, value = pcall(check, i)
  if good then total = total + value else total = total + 1 end
  total = total + 2
end
for i = 0, 59999 do
  local good, value = pcall(deep, i, 8)
  if good then total = total + value else total = total + value[1] end
end
print(total)
