def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1

def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x

def walk(depth):
    if depth:
        yield from walk(depth - 1)
        yield depth
        yield from walk(depth - 1)

def main():
    total = 0
    for x in evens(numbers(2000000)):
        total += x
    for x in walk(16):
        total += x
    print(total)

main()
