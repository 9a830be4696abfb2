class G(ExceptionGroup):
    def derive(self, excs): return G(self.message, excs)
g = G("m", [ValueError(1), KeyError(2)])
m, r = g.split(ValueError)
print(type(m).__name__, type(r).__name__, m.exceptions, r.exceptions)
# expect: G G (ValueError(1),) (KeyError(2),)
