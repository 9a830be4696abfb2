local function counter(step)
  local n = 0
  return function(by)
    n = n + step * by
    return n
  end
end
local function compose(f, g)
  return function(x) return f(g(x)) % 1000003 end
end
local counters = {}
for i = 1, 5 do counters[i - 1] = counter(i) end
local total = 0
for i = 0, 599999 do
  total = total + counters[i % 5](1)
  local twice = compose(function(x) return x * 2 end, function(x) return x + i end)
  total = (total + twice(i)) % 1000003
end
print(total)
