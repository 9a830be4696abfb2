# Loops over the names of a module or a class notice what comes and goes, and take time in
# proportion to the number of names.
import types


def attempt(names, change):
    seen = 0
    try:
        for name in names:
            seen += 1
            if seen == 2:
                change(names)
    except RuntimeError as error:
        print(seen, error)
    else:
        print(seen, "none")


def namespace():
    module = types.ModuleType("module")
    names = vars(module)
    for name in "abcde":
        names[name] = name
    return names


attempt(namespace(), lambda names: names.update(f=1))
# expect: 2 dictionary changed size during iteration
attempt(namespace(), lambda names: names.pop("a"))
# expect: 2 dictionary changed size during iteration
attempt(namespace(), lambda names: names.update(a=1))  # expect: 10 none
attempt(namespace(), lambda names: exec("global a; a = 2; b = 3", names))
# expect: 2 dictionary changed size during iteration
attempt(namespace(), lambda names: exec("del e", {}, names))
# expect: 2 dictionary changed size during iteration
attempt(namespace(), lambda names: names.clear())
# expect: 2 dictionary changed size during iteration


class Plain:
    a = b = 1


try:
    for name in vars(Plain):
        setattr(Plain, name + "_", 1)
except RuntimeError as error:
    print(error)  # expect: dictionary changed size during iteration

names = namespace()
kept = iter(names)
next(kept)
names["z"] = 1
for _ in range(2):
    try:
        next(kept)
    except RuntimeError as error:
        print(error)
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
del names["z"]
print(kept.__length_hint__())  # expect: 0

many = namespace()
for i in range(200000):
    many[f"name{i}"] = i
print(sum(1 for name in many), sum(value for name, value in many.items() if value.__class__ is int))
# expect: 200010 19999900000
