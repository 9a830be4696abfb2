import sys
def hook(t, v, tb): print("hook", t.__name__, v, tb.tb_lineno)
sys.excepthook = hook
1 / 0
# expect: hook ZeroDivisionError division by zero 4
# exit: 1
