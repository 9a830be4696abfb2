local words = {}
for i = 0, 19999 do words[i + 1] = "w" .. (i * 7919 % 5003) end
local total, size = 0, 0
for _ = 1, 30 do
  local counts = {}
  for i = 1, #words do
    local word = words[i]
    counts[word] = (counts[word] or 0) + 1
  end
  size = 0
  for word, count in pairs(counts) do
    total = total + count * #word
    size = size + 1
  end
  local squares = {}
  for i = 0, 19999 do squares[i] = i * i end
  for i = 0, 19999, 3 do
    if squares[i] then squares[i] = nil end
  end
  local sum = 0
  for _, v in pairs(squares) do sum = sum + v end
  total = total + sum % 1009
end
print(total .. " " .. size)
