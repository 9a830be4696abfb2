# A context is entered by one call at a time, and is a mapping.
import contextvars, threading

v = contextvars.ContextVar('v')
w = contextvars.ContextVar('w')
v.set(1)
c = contextvars.copy_context()
d = c.copy()
print(c == d, len(c), v in c, w in c, c[v], c.get(w), c.get(w, 3)) # expect: True 1 True False 1 None 3

def change(value):
    v.set(value)
    w.set(value)
    return v.get()

print(c.run(change, 2), v.get(), c[v], c[w], c == d) # expect: 2 1 2 2 False
print(list(d.items()) == [(v, 1)], list(c.values()), set(c.keys()) == {v, w} == set(c)) # expect: True [2, 2] True

def fails(f, *args):
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, str(e)[:23])

fails(c.run, c.run, change, 1) # expect: RuntimeError cannot enter context: <
fails(c.__getitem__, 1) # expect: TypeError a ContextVar key was ex
fails(lambda: 1 in c) # expect: TypeError a ContextVar key was ex
fails(d.__getitem__, w) # expect: KeyError <ContextVar name='w' at
fails(contextvars.Context, 1) # expect: TypeError Context() does not acce
fails(c.run) # expect: TypeError run() missing 1 require
fails(hash, c) # expect: TypeError unhashable type: '_cont
print(c.run(lambda *a, **k: (a, k), 1, b=2)) # expect: ((1,), {'b': 2})

seen = []
t = threading.Thread(target=lambda: seen.append(v.get('none')))
t.start()
t.join()
print(seen) # expect: ['none']
t = threading.Thread(target=c.run, args=(lambda: seen.append(v.get('none')),))
t.start()
t.join()
print(seen) # expect: ['none', 2]
