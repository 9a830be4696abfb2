class A:
    def __init__(self): self.blech = 1
    def foo(self):
        somethingelse = blech
A().foo()
