from collections import OrderedDict, deque


def measured(base):
    class Measured(base):
        def __len__(self):
            print("len of", base.__name__)
            return 2

    return Measured


for base, content in (list, "ab"), (dict, {"a": 1}), (set, "a"), (deque, "a"), (OrderedDict, {"a": 1}):
    container = measured(base)(content)
    for take in list, sorted, "".join, lambda x: [].extend(x), lambda x: [*x]:
        print(take(container))
# expect: len of list
# expect: ['a', 'b']
# expect: len of list
# expect: ['a', 'b']
# expect: ab
# expect: len of list
# expect: None
# expect: len of list
# expect: ['a', 'b']
# expect: len of dict
# expect: ['a']
# expect: len of dict
# expect: ['a']
# expect: a
# expect: len of dict
# expect: None
# expect: len of dict
# expect: ['a']
# expect: len of set
# expect: ['a']
# expect: len of set
# expect: ['a']
# expect: a
# expect: len of set
# expect: None
# expect: len of set
# expect: ['a']
# expect: len of deque
# expect: ['a']
# expect: len of deque
# expect: ['a']
# expect: a
# expect: len of deque
# expect: None
# expect: len of deque
# expect: ['a']
# expect: len of OrderedDict
# expect: ['a']
# expect: len of OrderedDict
# expect: ['a']
# expect: a
# expect: len of OrderedDict
# expect: None
# expect: len of OrderedDict
# expect: ['a']
