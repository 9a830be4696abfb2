class Color:
    RED = 1
    class Sub: GREEN = "g"
def f(x):
    match x:
        case Color.RED: return "red"
        case Color.Sub.GREEN: return "green"
        case [Color.RED, y]: return "list", y
        case {"k": Color.RED}: return "map"
    return None
print(f(1), f("g"), f([1, 2]), f({"k": 1}), f(2))  # expect: red green ('list', 2) map None
