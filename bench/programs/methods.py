class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def scaled(self, factor):
        return self.area() * factor

class Square(Shape):
    def area(self):
        return self.size * self.size

class Box(Square):
    def __init__(self, size, depth):
        super().__init__(size)
        self.depth = depth

    def area(self):
        return super().area() + self.depth

def main():
    shapes = [Square(3), Box(2, 5), Square(7), Shape(1)]
    total = 0
    for i in range(600000):
        total += shapes[i % 4].scaled(i % 7)
        total += shapes[0].scaled(1)
    print(total, Box(i, 1).area() % 1000)

main()
