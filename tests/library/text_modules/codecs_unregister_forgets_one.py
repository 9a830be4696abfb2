# A search function that was registered twice is still asked when it was unregistered once.
import codecs


def search(name):
    return codecs.lookup("utf-8") if name == "twice" else None


codecs.register(search)
codecs.register(search)
for _ in range(2):
    codecs.unregister(search)
    try:
        print(codecs.lookup("twice").name)
    except LookupError as error:
        print(error)
# expect: utf-8
# expect: unknown encoding: twice
