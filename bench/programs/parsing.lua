local Parser = {}
Parser.__index = Parser
local sub, find = string.sub, string.find
function Parser.new(text) return setmetatable({ text = text, at = 1 }, Parser) end
function Parser:skip()
  while find(" \n\t", sub(self.text, self.at, self.at), 1, true) do self.at = self.at + 1 end
end
function Parser:value()
  self:skip()
  local c = sub(self.text, self.at, self.at)
  if c == "[" then return self:array() end
  if c == "{" then return self:object() end
  if c == '"' then return self:string() end
  return self:number()
end
function Parser:string()
  local stop = find(self.text, '"', self.at + 1, true)
  local result = sub(self.text, self.at + 1, stop - 1)
  self.at = stop + 1
  return result
end
function Parser:number()
  local start = self.at
  while find("0123456789", sub(self.text, self.at, self.at), 1, true) do self.at = self.at + 1 end
  return tonumber(sub(self.text, start, self.at - 1))
end
function Parser:array()
  self.at = self.at + 1
  local out = {}
  while true do
    out[#out + 1] = self:value()
    self:skip()
    local c = sub(self.text, self.at, self.at)
    self.at = self.at + 1
    if c == "]" then return out end
  end
end
function Parser:object()
  self.at = self.at + 1
  local out = {}
  while true do
    self:skip()
    local key = self:string()
    self:skip()
    self.at = self.at + 1
    out[key] = self:value()
    self:skip()
    local c = sub(self.text, self.at, self.at)
    self.at = self.at + 1
    if c == "}" then return out end
  end
end
local parts = {}
for i = 0, 2999 do
  parts[#parts + 1] = string.format('{"id": %d, "name": "item %d", "tags": [1, 22, 333]}', i, i)
end
local text = "[" .. table.concat(parts, ", ") .. "]"
local total = 0
for _ = 1, 12 do
  for _, item in ipairs(Parser.new(text):value()) do
    local sum = 0
    for _, tag in ipairs(item.tags) do sum = sum + tag end
    total = total + item.id + #item.name + sum
  end
end
print(total)
