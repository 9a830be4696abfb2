import threading
def deep(n):
    return deep(n + 1)
def work():
    for function in deep, lambda n: [0].sort(key=lambda _: function(n)):
        try:
            deep(0)
        except RecursionError as error:
            errors.append(str(error))
errors = []
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(errors), set(errors))

# expect: 8 {'maximum recursion depth exceeded'}
