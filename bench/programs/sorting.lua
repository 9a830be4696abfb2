local seed, items = 42, {}
for i = 0, 149999 do
  seed = (seed * 1103515245 + 12345) % 2147483648
  items[i + 1] = { seed % 1000, i }
end
local by_key = table.move(items, 1, #items, 1, {})
table.sort(by_key, function(a, b)
  if a[1] ~= b[1] then return a[1] < b[1] end
  return a[2] < b[2]
end)
local total = 0
for i = 0, 149999, 100 do total = total + by_key[i + 1][1] * (i % 7) end
local numbers = {}
for i, item in ipairs(items) do numbers[i] = item[1] * 150000 + item[2] end
table.sort(numbers)
local words = {}
for i = 1, 50000 do words[i] = tostring(numbers[i]) end
table.sort(words)
print(total .. " " .. numbers[75001] % 1000 .. " " .. words[2] .. " " .. words[#words])
