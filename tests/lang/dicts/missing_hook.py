class D(dict):
    def __missing__(self, k):
        self[k] = k * 2
        return self[k]
d = D()
print(d["ab"], d, d.get("z"), "q" in d)  # expect: abab {'ab': 'abab'} None False
