from math import sqrt

class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass

def advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            force = dt / (square * sqrt(square))
            a.vx -= dx * b.mass * force
            a.vy -= dy * b.mass * force
            a.vz -= dz * b.mass * force
            b.vx += dx * a.mass * force
            b.vy += dy * a.mass * force
            b.vz += dz * a.mass * force
    for a in bodies:
        a.x += dt * a.vx
        a.y += dt * a.vy
        a.z += dt * a.vz

def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            total -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    return total

bodies = [Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5),
          Body(4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.037),
          Body(8.3, 4.1, -0.4, -1.0, 1.8, 0.008, 0.011),
          Body(12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.0017),
          Body(15.4, -25.9, 0.2, 1.0, 0.6, -0.03, 0.002)]
for step in range(100000):
    advance(bodies, 0.01)
print("%.9f" % energy(bodies))
