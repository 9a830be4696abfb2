match 5:
    case 6: print("no")
print("after")  # expect: after
def f(x):
    match x:
        case 1: y = 1
    try:
        return y
    except UnboundLocalError:
        return "unbound"
print(f(1), f(2))  # expect: 1 unbound
