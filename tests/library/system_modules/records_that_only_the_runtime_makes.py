import sys

for record in sys.flags, sys.version_info, sys.float_info:
    try:
        print(type(record)(record) == record)
    except TypeError as error:
        print(error)
# expect: cannot create 'sys.flags' instances
# expect: cannot create 'sys.version_info' instances
# expect: True
