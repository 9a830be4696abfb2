import abc, functools
print(functools.get_cache_token is abc.get_cache_token)
# expect: True
