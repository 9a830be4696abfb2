class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

class Particle:
    scale = 3

    def __init__(self):
        self.position = Point(0, 0)
        self.speed = Point(1, 2)
        self.steps = 0

def main():
    particles = [Particle() for _ in range(10)]
    for _ in range(200000):
        for p in particles:
            p.position.x += p.speed.x * p.scale
            p.position.y += p.speed.y
            p.steps += 1
    print(sum(p.position.x + p.position.y + p.steps for p in particles))

main()
