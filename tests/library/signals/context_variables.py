# Values, tokens and their misuse.
import contextvars, re

def hidden(text):
    return re.sub('0x[0-9a-f]+', 'X', str(text))

def fails(f, *args):
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, hidden(e))

v = contextvars.ContextVar('v')
d = contextvars.ContextVar('d', default=5)
print(hidden(v), hidden(d)) # expect: <ContextVar name='v' at X> <ContextVar name='d' default=5 at X>
fails(v.get) # expect: LookupError <ContextVar name='v' at X>
print(v.get(1), d.get(), d.get(6), v.name) # expect: 1 5 6 v
t = v.set(2)
print(hidden(t), t.var is v, t.old_value) # expect: <Token var=<ContextVar name='v' at X> at X> True <Token.MISSING>
print(t.old_value is contextvars.Token.MISSING) # expect: True
u = v.set(3)
print(v.get(), u.old_value) # expect: 3 2
v.reset(u)
print(v.get(), hidden(u)) # expect: 2 <Token used var=<ContextVar name='v' at X> at X>
fails(v.reset, u) # expect: RuntimeError <Token used var=<ContextVar name='v' at X> at X> has already been used once
fails(d.reset, t) # expect: ValueError <Token var=<ContextVar name='v' at X> at X> was created by a different ContextVar
fails(v.reset, 1) # expect: TypeError expected an instance of Token, got 1
contextvars.copy_context().run(fails, v.reset, t) # expect: ValueError <Token var=<ContextVar name='v' at X> at X> was created in a different Context
v.reset(t)
fails(v.get) # expect: LookupError <ContextVar name='v' at X>
fails(contextvars.ContextVar, 1) # expect: TypeError context variable name must be a str
fails(contextvars.Token) # expect: RuntimeError Tokens can only be created by ContextVars
fails(hash, t) # expect: TypeError unhashable type: '_contextvars.Token'
print(contextvars.ContextVar[int] == contextvars.ContextVar[int]) # expect: True
