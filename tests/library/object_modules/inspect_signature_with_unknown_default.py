# A native function with a default that is no value of the language has no signature to show.
import inspect
for function in getattr, next, vars:
    try:
        print(inspect.signature(function))
    except ValueError as e:
        print(e)
# expect: no signature found for builtin <built-in function getattr>
# expect: no signature found for builtin <built-in function next>
# expect: no signature found for builtin <built-in function vars>
