local n = 0
for i = 0, 899 do
  for j = 0, 299 do
    local k = 0
    while k < 30 do
      if (i + j + k) % 3 == 0 then n = n + 1 end
      k = k + 1
    end
  end
end
print(n)
