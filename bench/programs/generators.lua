local wrap, yield = coroutine.wrap, coroutine.yield
local function numbers(n)
  return wrap(function()
    local i = 0
    while i < n do
      yield(i)
      i = i + 1
    end
  end)
end
local function evens(source)
  return wrap(function()
    for x in source do
      if x % 2 == 0 then yield(x) end
    end
  end)
end
local function walk(depth)
  return wrap(function()
    if depth > 0 then
      for x in walk(depth - 1) do yield(x) end
      yield(depth)
      for x in walk(depth - 1) do yield(x) end
    end
  end)
end
local total = 0
for x in evens(numbers(2000000)) do total = total + x end
for x in walk(16) do total = total + x end
print(total)
