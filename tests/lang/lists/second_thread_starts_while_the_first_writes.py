# A thread that joins the only one finds every list, dict, set, instance and generator whole.
import threading

class Record:
    pass

def numbers():
    n = 0
    while True:
        yield n
        n += 1

def write(shared, mapping, members, who, count):
    for i in range(count):
        shared.append(i)
        slots[who] = i
        mapping[who, i] = i
        members.add((who, i))
        record = Record()
        record.first = i
        record.second = who
        assert record.first == i and record.second == who

for round in range(30):
    shared, mapping, members, slots = [], {}, set(), [None] * 3
    threads = [threading.Thread(target=write, args=(shared, mapping, members, who, 200))
               for who in (1, 2)]
    source = numbers()
    taken = []
    for t in threads:
        t.start()
        write(shared, mapping, members, 0, 100) if t is threads[0] else None
        taken.extend(next(source) for _ in range(5))
    for t in threads: t.join()
    assert len(shared) == 500 and len(mapping) == 500 and len(members) == 500, round
    assert sorted(shared) == sorted([*range(100), *range(200), *range(200)]), round
    assert slots == [99, 199, 199] and taken == list(range(10)), round
    shared.append("alone again")
print("whole")  # expect: whole
