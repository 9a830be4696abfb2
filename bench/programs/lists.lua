local total = 0
for round = 0, 69 do
  local items, n = {}, 0
  for i = 0, 19999 do
    n = n + 1
    items[n] = i * 3 % 1000
  end
  local doubled, sum = {}, 0
  for i = 1, n do
    local x = items[i]
    if x % 2 == 0 then doubled[#doubled + 1] = x * 2 end
  end
  local i, j = 1, n
  while i < j do
    items[i], items[j] = items[j], items[i]
    i, j = i + 1, j - 1
  end
  for i = 1, n do items[i] = items[i] + round end
  local stack = table.move(items, 1, 1000, 1, {})
  while #stack > 0 do
    total = total + stack[#stack]
    stack[#stack] = nil
  end
  for i = 1, #doubled do sum = sum + doubled[i] end
  total = total + sum + items[n] + #table.move(items, 11, 500, 1, {})
end
print(total)
