import sys
class Stream:
    closed = False
    def __init__(self, below):
        self.below, self.texts = below, []
    def write(self, text):
        self.texts.append(text)
    def flush(self):
        self.below.write("".join(self.texts).upper())
        self.texts.clear()
        self.below.flush()
sys.stdout = Stream(sys.stdout)
print("main")

# expect: MAIN
