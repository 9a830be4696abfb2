class Dict(dict):
    pass


str.maketrans(Dict(a='b'))
# expect error: TypeError: if you give only one argument to maketrans it must be a dict
