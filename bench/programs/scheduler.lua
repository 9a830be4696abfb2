local function class(base)
  local c = setmetatable({}, base)
  c.__index = c
  return c
end
local Task = class(nil)
function Task.init(self, name, priority, work)
  self.name, self.priority, self.work = name, priority, work
  self.state, self.queue = "ready", {}
  return self
end
function Task:receive(packet)
  self.queue[#self.queue + 1] = packet
  if self.state == "waiting" then self.state = "ready" end
end
local function packet(data, hops) return { data = data, hops = hops } end
local Idle, Worker, Device = class(Task), class(Task), class(Task)
function Idle:run(kernel)
  self.work = self.work - 1
  if self.work == 0 then
    self.state = "done"
  else
    kernel:send(self.work % 3 ~= 0 and "worker" or "device", packet(self.work, 1))
  end
end
function Worker:run(kernel)
  if #self.queue == 0 then
    self.state = "waiting"
    return
  end
  local p = table.remove(self.queue)
  p.hops = p.hops + 1
  self.work = (self.work * 31 + p.data) % 65537
  if p.hops < 4 then kernel:send("device", p) end
end
function Device:run(kernel)
  if #self.queue == 0 then
    self.state = "waiting"
    return
  end
  local p = table.remove(self.queue)
  p.data = (p.data ~ self.work) & 1023
  self.work = self.work + 1
  kernel:send("worker", p)
end
local Kernel = class(nil)
function Kernel.new() return setmetatable({ tasks = {}, order = {}, sent = 0 }, Kernel) end
function Kernel:add(task)
  self.tasks[task.name] = task
  self.order[#self.order + 1] = task
  table.sort(self.order, function(a, b) return a.priority > b.priority end)
end
function Kernel:send(name, p)
  self.sent = self.sent + 1
  self.tasks[name]:receive(p)
end
function Kernel:loop()
  while true do
    local ran = false
    for i = 1, #self.order do
      local task = self.order[i]
      if task.state == "ready" then
        task:run(self)
        ran = true
        break
      end
    end
    if not ran then return end
  end
end
local total = 0
for _ = 1, 4 do
  local kernel = Kernel.new()
  kernel:add(Task.init(setmetatable({}, Idle), "idle", 1, 50000))
  kernel:add(Task.init(setmetatable({}, Worker), "worker", 10, 7))
  kernel:add(Task.init(setmetatable({}, Device), "device", 20, 3))
  kernel:loop()
  total = total + kernel.sent + kernel.tasks.worker.work
end
print(total)
