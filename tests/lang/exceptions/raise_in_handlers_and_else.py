def f(which):
    try:
        try:
            if which == "try": raise ValueError("t")
        except ValueError:
            raise KeyError("h")
        else:
            raise IndexError("e")
        finally:
            print("finally")
    except (KeyError, IndexError) as e:
        return repr(e), repr(e.__context__)
print(f("try"), f("none"))
# expect: finally
# expect: finally
# expect: ("KeyError('h')", "ValueError('t')") ("IndexError('e')", 'None')
