def f(x):
    try:
        print("try", 1 / x)
    except ZeroDivisionError as e:
        print("except", e)
    else:
        print("else")
    finally:
        print("finally")
f(1); f(0)
try:
    f("a")
except TypeError as e:
    print(e)
# expect: try 1.0
# expect: else
# expect: finally
# expect: except division by zero
# expect: finally
# expect: finally
# expect: unsupported operand type(s) for /: 'int' and 'str'
