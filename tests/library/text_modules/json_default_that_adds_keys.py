# What default() adds to the dict that is being written is not written.
import json


class Other:
    pass


def default(value):
    data["k%d" % len(data)] = Other()
    return 1


data = {"a": Other()}
print(json.dumps(data, default=default), len(data))
# expect: {"a": 1} 2
