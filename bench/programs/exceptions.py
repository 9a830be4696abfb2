class Odd(Exception):
    pass

def check(n):
    if n % 2:
        raise Odd(n)
    return n

def deep(n, depth):
    if depth == 0:
        return check(n)
    return deep(n, depth - 1)

def main():
    total = 0
    for i in range(600000):
        try:
            total += check(i)
        except Odd:
            total += 1
        finally:
            total += 2
    for i in range(60000):
        try:
            total += deep(i, 8)
        except Odd as error:
            total += error.args[0]
    print(total)

main()
