class Task:
    def __init__(self, name, priority, work):
        self.name = name
        self.priority = priority
        self.work = work
        self.state = "ready"
        self.queue = []

    def receive(self, packet):
        self.queue.append(packet)
        if self.state == "waiting":
            self.state = "ready"

    def run(self, kernel):
        raise NotImplementedError

class Idle(Task):
    def run(self, kernel):
        self.work -= 1
        if self.work == 0:
            self.state = "done"
        else:
            kernel.send("worker" if self.work % 3 else "device", Packet(self.work, 1))

class Worker(Task):
    def run(self, kernel):
        if not self.queue:
            self.state = "waiting"
            return
        packet = self.queue.pop()
        packet.hops += 1
        self.work = (self.work * 31 + packet.data) % 65537
        if packet.hops < 4:
            kernel.send("device", packet)

class Device(Task):
    def run(self, kernel):
        if not self.queue:
            self.state = "waiting"
            return
        packet = self.queue.pop()
        packet.data = (packet.data ^ self.work) & 1023
        self.work += 1
        kernel.send("worker", packet)

class Packet:
    def __init__(self, data, hops):
        self.data = data
        self.hops = hops

class Kernel:
    def __init__(self):
        self.tasks = {}
        self.order = []
        self.sent = 0

    def add(self, task):
        self.tasks[task.name] = task
        self.order.append(task)
        self.order.sort(key=lambda t: -t.priority)

    def send(self, name, packet):
        self.sent += 1
        self.tasks[name].receive(packet)

    def loop(self):
        while True:
            for task in self.order:
                if task.state == "ready":
                    task.run(self)
                    break
            else:
                return

def main():
    total = 0
    for _ in range(4):
        kernel = Kernel()
        kernel.add(Idle("idle", 1, 50000))
        kernel.add(Worker("worker", 10, 7))
        kernel.add(Device("device", 20, 3))
        kernel.loop()
        total += kernel.sent + kernel.tasks["worker"].work
    print(total)

main()
