import sys
def f(): return sys._getframe(0).f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_lineno, sys._getframe().f_back.f_globals is globals()
print(f())
sys.displayhook(5); sys.displayhook(None); print(_)
# expect: ('f', '<module>', 2, True)
# expect: 5
# expect: 5
