# The functions of re are told as functions written in the language.
import re

def tell(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except TypeError as e:
        print(e)

tell(re.compile)
tell(re.match, "a")
tell(re.sub, "a")
tell(re.sub)
tell(re.match, "a", "b", 0, 0)
tell(re.sub, x=1)
tell(re.sub, "a", x=1)
tell(re.fullmatch, pattern="a")
tell(re.split, "a", "b", pattern="c")
tell(re.compile, [])
tell(re.compile, 5)
tell(re.match, 5, "a")
print(re.match(string="ab", pattern="a", flags=re.I))
# expect: compile() missing 1 required positional argument: 'pattern'
# expect: match() missing 1 required positional argument: 'string'
# expect: sub() missing 2 required positional arguments: 'repl' and 'string'
# expect: sub() missing 3 required positional arguments: 'pattern', 'repl', and 'string'
# expect: match() takes from 2 to 3 positional arguments but 4 were given
# expect: sub() got an unexpected keyword argument 'x'
# expect: sub() got an unexpected keyword argument 'x'
# expect: fullmatch() missing 1 required positional argument: 'string'
# expect: split() got multiple values for argument 'pattern'
# expect: unhashable type: 'list'
# expect: first argument must be string or compiled pattern
# expect: first argument must be string or compiled pattern
# expect: <re.Match object; span=(0, 1), match='a'>
