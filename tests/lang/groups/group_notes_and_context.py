g = ExceptionGroup("m", [ValueError(1), KeyError(2)])
g.add_note("n")
m, r = g.split(ValueError)
print(m.__notes__, r.__notes__, m.__cause__, m.__context__)  # expect: ['n'] ['n'] None None
