import threading

local = threading.local()
local.name = "main"
seen = []


def use(number):
    seen.append(hasattr(local, "name"))
    local.name = number
    seen.append(local.name)


for number in range(3):
    thread = threading.Thread(target=use, args=(number,))
    thread.start()
    thread.join()
print(seen)  # expect: [False, 0, False, 1, False, 2]
print(local.name)  # expect: main
