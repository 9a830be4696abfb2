local total = 0
for round = 1, 100 do
  local text = ""
  for i = 0, 4999 do text = text .. (i % 3 ~= 0 and "x" or "yz") end
  local parts = {}
  for i = 0, 4999 do
    parts[#parts + 1] = tostring(i)
    parts[#parts + 1] = ","
  end
  local joined = table.concat(parts)
  local lines = {}
  for i = 0, 2999 do lines[#lines + 1] = i .. ":" .. i * 2 end
  total = total + #text + #joined + #table.concat(lines, "\n")
end
print(total)
