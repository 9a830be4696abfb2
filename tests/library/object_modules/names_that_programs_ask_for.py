# Names of the library that programs ask for, though little is behind them.
import doctest
import functools
import importlib.machinery
import locale
import platform
import shutil
import types
import unicodedata
import warnings

loader = importlib.machinery.ExtensionFileLoader("a", "b.so")
print(loader.is_package("a"), loader.get_source("a"), loader.get_code("a"), loader.get_filename("a"))
source = importlib.machinery.SourceFileLoader("a", "p/__init__.py")
print(source.is_package("a"), source.get_filename("a"))
print(types.AsyncGeneratorType[int, str])
print(unicodedata.UCD)
try:
    unicodedata.UCD()
except TypeError as e:
    print(e)
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    print(locale.format("%.2f", 5.5), found[0].category.__name__)
    for text in ("%d %d", "x%d", "%"):
        try:
            locale.format(text, 5)
        except ValueError as e:
            print(e)
print(callable(doctest.debug), callable(doctest.debug_src))
print(platform.mac_ver(), platform.win32_ver(), platform.win32_edition(), platform.win32_is_iot())
print(platform.system_alias("SunOS", "5.6", "x"), platform.system_alias("Linux", "1", "2"))
print(platform.platform().endswith("-with-" + "".join(platform.libc_ver())))
print(shutil.ReadError.__base__, shutil.RegistryError.__base__)

# What a call has computed is kept even when the cache was cleared meanwhile.
for size in (None, 2):
    @functools.lru_cache(maxsize=size)
    def function(x):
        if x == 1:
            function.cache_clear()
        return x
    function(1), function(2), function(3)
    print(function.cache_info())
# expect: False None None b.so
# expect: True p/__init__.py
# expect: async_generator[int, str]
# expect: <class 'unicodedata.UCD'>
# expect: cannot create 'unicodedata.UCD' instances
# expect: 5.50 DeprecationWarning
# expect: format() must be given exactly one %char format specifier, '%d %d' not valid
# expect: format() must be given exactly one %char format specifier, 'x%d' not valid
# expect: format() must be given exactly one %char format specifier, '%' not valid
# expect: True True
# expect: ('', ('', '', ''), '') ('', '', '', '') None False
# expect: ('Solaris', '2.6', 'x') ('Linux', '1', '2')
# expect: True
# expect: <class 'OSError'> <class 'Exception'>
# expect: CacheInfo(hits=0, misses=2, maxsize=None, currsize=3)
# expect: CacheInfo(hits=0, misses=2, maxsize=2, currsize=2)
