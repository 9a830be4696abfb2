# With this __future__ feature "not equal" is <>, in what is compiled by code that has it.
import __future__

FLAG = __future__.CO_FUTURE_BARRY_AS_BDFL

def tell(*args, **kwargs):
    try:
        print(eval(compile(*args, **kwargs)))
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)

tell("2 <> 3", "x", "eval", FLAG)
tell("2 <> 3", "x", "exec", FLAG)
tell("2 <> 2 or 3 < 4 <> 5", "x", "eval", FLAG)
tell("2 != 3", "x", "eval", FLAG)
tell("1 < 2 != 3", "x", "eval", FLAG)
tell("f'{2 <> 3}'", "x", "eval", FLAG)
tell("2 <> 3", "x", "eval")
tell("2 != 3", "x", "eval")
tell("from __future__ import barry_as_FLUFL\n2 <> 3", "x", "exec")
tell("from __future__ import barry_as_FLUFL\n2 != 3", "x", "exec")
print(hex(compile("2 <> 3", "x", "eval", FLAG).co_flags & FLAG))
exec("from __future__ import barry_as_FLUFL\n"
     "print(eval('1 <> 2'), eval(compile('1 <> 2', 'x', 'eval')))\n"
     "exec('print(1 <> 2)')\n"
     "try: compile('1 <> 2', 'x', 'eval', dont_inherit=True)\n"
     "except SyntaxError as e: print(e.msg)")
# expect: True
# expect: None
# expect: True
# expect: with Barry as BDFL, use '<>' instead of '!=' 1 3 5
# expect: with Barry as BDFL, use '<>' instead of '!=' 1 7 9
# expect: True
# expect: invalid syntax 1 3 5
# expect: True
# expect: invalid syntax 2 3 5
# expect: None
# expect: 0x400000
# expect: True True
# expect: True
# expect: invalid syntax
