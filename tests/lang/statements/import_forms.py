import os.path, sys as system
from os import path as p, sep
from os import (
    curdir,
    pardir,
)
print(os.path is p, system.__name__, curdir, pardir, sep)  # expect: True sys . .. /
