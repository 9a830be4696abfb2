local function mandelbrot(size, limit)
  local inside = 0
  for row = 0, size - 1 do
    local ci = 2.0 * row / size - 1.0
    for column = 0, size - 1 do
      local cr = 3.0 * column / size - 2.0
      local zr, zi = 0.0, 0.0
      local escaped = false
      for _ = 1, limit do
        local r2, i2 = zr * zr, zi * zi
        if r2 + i2 > 4.0 then escaped = true; break end
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
      end
      if not escaped then inside = inside + 1 end
    end
  end
  return inside
end
print(mandelbrot(350, 60))
