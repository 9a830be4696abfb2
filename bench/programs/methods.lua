local Shape = {}
Shape.__index = Shape
function Shape.new(size) return setmetatable({ size = size }, Shape) end
function Shape:area() return 0 end
function Shape:scaled(factor) return self:area() * factor end
local Square = setmetatable({}, Shape)
Square.__index = Square
function Square.new(size) return setmetatable({ size = size }, Square) end
function Square:area() return self.size * self.size end
local Box = setmetatable({}, Square)
Box.__index = Box
function Box.new(size, depth) return setmetatable({ size = size, depth = depth }, Box) end
function Box:area() return Square.area(self) + self.depth end
local shapes = { [0] = Square.new(3), Box.new(2, 5), Square.new(7), Shape.new(1) }
local total = 0
for i = 0, 599999 do
  total = total + shapes[i % 4]:scaled(i % 7)
  total = total + shapes[0]:scaled(1)
end
print(total .. " " .. Box.new(599999, 1):area() % 1000)
