print(callable(print), callable(5), type(5), type("a"), type(type(5)), type(None), type(NotImplemented), type(...), type(lambda: 0), type(print), type(x for x in [])) 
# expect: True False <class 'int'> <class 'str'> <class 'type'> <class 'NoneType'> <class 'NotImplementedType'> <class 'ellipsis'> <class 'function'> <class 'builtin_function_or_method'> <class 'generator'>
