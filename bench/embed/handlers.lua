-- What the servers answer: at once, or after some work.

local function words(n)
  local counts, different = {}, 0
  for i = 0, n - 1 do
    local word = 'w' .. i * 7919 % 101
    if not counts[word] then different = different + 1 end
    counts[word] = (counts[word] or 0) + 1
  end
  return different
end

function handle(request)
  local path = request.path
  if path == '/' then return 'hello\n' end
  if path == '/work' then return words(1000) .. '\n' end
  if path == '/report' then return words(10000) .. '\n' end
  return 404, 'no ' .. path .. ' here\n'
end
