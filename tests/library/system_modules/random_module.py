import random
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.sample(range(10), 3), random.uniform(1, 2), random.randrange(0, 100, 5), random.getrandbits(40))
l = list(range(10)); random.shuffle(l); print(l, random.gauss(0, 1), random.choices("ab", [1, 9], k=5), random.betavariate(1, 2), random.expovariate(1), random.normalvariate(0, 1), random.triangular(0, 1))
r = random.Random("text"); print(r.random(), r.randbytes(4)); s = r.getstate(); a = r.random(); r.setstate(s); print(a == r.random(), random.Random(2**100).random(), random.Random(-5).random(), random.Random(1.5).random())
for f in (lambda: random.choice([]), lambda: random.randint(2, 1), lambda: random.sample([1], 2), lambda: random.randrange(0)):
    try:
        f()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
# expect: 0.6394267984578837 4 f [4, 3, 8] 1.139537928525144 15 814655221101
# expect: [3, 2, 4, 9, 5, 7, 0, 6, 1, 8] -1.4706861717477382 ['b', 'b', 'b', 'b', 'b'] 0.6497345036970129 0.32555195883384364 -2.065010668730322 0.22606445598528832
# expect: 0.8711565613554825 b'\x14SU\xfd'
# expect: True 0.7586581712996778 0.6229016948897019 0.551763726942059
# expect: IndexError Cannot choose from an empty sequence
# expect: ValueError empty range for randrange() (2, 2, 0)
# expect: ValueError Sample larger than population or is negative
# expect: ValueError empty range for randrange()
