"""What the servers answer: at once, or after some work."""


def words(n):
    counts = {}
    for i in range(n):
        word = 'w' + str(i * 7919 % 101)
        counts[word] = counts.get(word, 0) + 1
    return len(counts)


def handle(request):
    path = request['path']
    if path == '/':
        return 'hello\n'
    if path == '/work':
        return str(words(1000)) + '\n'
    if path == '/report':
        return str(words(10000)) + '\n'
    return 404, 'no ' + path + ' here\n'
