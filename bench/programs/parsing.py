class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        while self.text[self.at] in " \n\t":
            self.at += 1

    def value(self):
        self.skip()
        c = self.text[self.at]
        if c == "[":
            return self.array()
        if c == "{":
            return self.object()
        if c == '"':
            return self.string()
        return self.number()

    def string(self):
        end = self.text.find('"', self.at + 1)
        result = self.text[self.at + 1:end]
        self.at = end + 1
        return result

    def number(self):
        start = self.at
        while self.text[self.at] in "0123456789":
            self.at += 1
        return int(self.text[start:self.at])

    def array(self):
        self.at += 1
        out = []
        while True:
            out.append(self.value())
            self.skip()
            c = self.text[self.at]
            self.at += 1
            if c == "]":
                return out

    def object(self):
        self.at += 1
        out = {}
        while True:
            self.skip()
            key = self.string()
            self.skip()
            self.at += 1
            out[key] = self.value()
            self.skip()
            c = self.text[self.at]
            self.at += 1
            if c == "}":
                return out

text = '[' + ', '.join('{"id": %d, "name": "item %d", "tags": [1, 22, 333]}' % (i, i)
                       for i in range(3000)) + ']'
total = 0
for _ in range(12):
    for item in Parser(text).value():
        total += item["id"] + len(item["name"]) + sum(item["tags"])
print(total)
