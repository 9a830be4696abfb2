class C:
    def m(self):
        return (lambda: [x for x in self.bad()])()
    def bad(self):
        yield 1
        raise IndexError("from generator")
C().m()
