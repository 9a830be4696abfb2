# The line of the last statement that ran, also where the function ends by itself.
import sys
def w():
    for i in range(2):
        pass
def v():
    try: 1/0
    except ZeroDivisionError: pass
def u(x):
    if x:
        return 1
def t():
    with open('/dev/null') as f:
        pass
def p(frame,ev,arg):
    if ev in('call','return') and frame.f_code.co_name in 'wvut': print(ev,frame.f_code.co_name,frame.f_lineno-frame.f_code.co_firstlineno)
for setter in (sys.setprofile,):
    setter(p); w(); v(); u(0); u(1); t(); setter(None)
# expect: call w 0
# expect: return w 1
# expect: call v 0
# expect: return v 2
# expect: call u 0
# expect: return u 1
# expect: call u 0
# expect: return u 2
# expect: call t 0
# expect: return t 1
