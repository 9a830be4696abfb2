local Particle = { scale = 3 }
Particle.__index = Particle
local function new()
  return setmetatable({ position = { x = 0, y = 0 }, speed = { x = 1, y = 2 }, steps = 0 }, Particle)
end
local particles = {}
for i = 1, 10 do particles[i] = new() end
for _ = 1, 200000 do
  for i = 1, #particles do
    local p = particles[i]
    p.position.x = p.position.x + p.speed.x * p.scale
    p.position.y = p.position.y + p.speed.y
    p.steps = p.steps + 1
  end
end
local sum = 0
for _, p in ipairs(particles) do sum = sum + p.position.x + p.position.y + p.steps end
print(sum)
