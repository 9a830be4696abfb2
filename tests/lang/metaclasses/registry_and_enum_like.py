class Meta(type):
    registry = {}
    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, ns)
        m.registry[n] = c
        c.members = [k for k, v in ns.items() if isinstance(v, int)]
        return c
class Color(metaclass=Meta): RED = 1; GREEN = 2
print(Meta.registry, Color.members)  # expect: {'Color': <class '__main__.Color'>} ['RED', 'GREEN']
