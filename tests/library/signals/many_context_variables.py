# A context holds any number of variables, and copies do not change with it.
import contextvars

variables = [contextvars.ContextVar(str(i)) for i in range(3000)]
tokens = [v.set(i) for i, v in enumerate(variables)]
c = contextvars.copy_context()
print(len(c), all(c[v] == i for i, v in enumerate(variables))) # expect: 3000 True
for v in variables[::2]: v.set(-1)
print(sum(v.get() for v in variables[::2])) # expect: -1500
print(all(c[v] == i for i, v in enumerate(variables))) # expect: True
for v, t in zip(variables, tokens): v.reset(t)
print(len(contextvars.copy_context()), len(c)) # expect: 0 3000
