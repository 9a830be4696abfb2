def f(**kw): return kw
print(f(**{"not an identifier": 1, "class": 2, "": 3}))
# expect: {'not an identifier': 1, 'class': 2, '': 3}
