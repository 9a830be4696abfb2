def counter(step):
    n = 0
    def up(by):
        nonlocal n
        n += step * by
        return n
    return up

def compose(f, g):
    return lambda x: f(g(x)) % 1000003

def main():
    counters = [counter(i) for i in range(1, 6)]
    total = 0
    for i in range(600000):
        total += counters[i % 5](1)
        twice = compose(lambda x: x * 2, lambda x: x + i)
        total = (total + twice(i)) % 1000003
    print(total)

main()
