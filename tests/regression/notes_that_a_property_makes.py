# A class may have a property __notes__: it may add notes to other exceptions in turn.


class Noted(Exception):
    @property
    def __notes__(self):
        other = ValueError()
        other.add_note("inner")
        print(other.__notes__)
        raise AttributeError("none yet")

    @__notes__.setter
    def __notes__(self, notes):
        other = ValueError()
        other.add_note("set")
        print(other.__notes__, notes)


Noted().add_note("outer")
# expect: ['inner']
# expect: ['set'] []
