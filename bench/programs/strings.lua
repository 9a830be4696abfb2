local text = string.rep("the quick brown fox jumps over the lazy dog ", 40)
local total = 0
for i = 1, 8000 do
  local words = {}
  for word in text:gmatch("%S+") do words[#words + 1] = word end
  local joined = table.concat(words, "-")
  local _, count = text:gsub("o", "o")
  total = total + #joined:gsub("quick", "slow") + joined:find("lazy", 1, true) - 1 + count
  total = total + #text:upper() + (text:sub(1, 3) == "the" and 1 or 0)
  for j = 1, 100 do
    local word = words[j]
    total = total + #(word:sub(2, 3) .. word:sub(-1)) + word:byte(1)
  end
end
print(total)
