from functools import lru_cache, cache
calls = []
@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x * 2
print(f(1), f(2), f(1), f(3), f(2), calls, f.cache_info(), f.cache_parameters(), f.__wrapped__(9)); f.cache_clear(); print(f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info().currsize)
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t.cache_info().misses)
try:
    f([])
except TypeError as e:
    print(e)
# expect: 2 4 2 6 4 [1, 2, 3, 2, 9] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} 18
# expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)
# expect: 354224848179261915075 101
# expect: int float 2
# expect: unhashable type: 'list'
