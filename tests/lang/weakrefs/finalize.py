import weakref
class A: pass
a = A()
f = weakref.finalize(a, print, "finalized", 1)
print(f.alive, f.peek()[2]); f(); print(f.alive, f())
b = A()
g = weakref.finalize(b, print, "no"); g.detach(); print(g.alive)
h = weakref.finalize(b, print, "at exit")
# expect: True ('finalized', 1)
# expect: finalized 1
# expect: False None
# expect: False
# expect: at exit
