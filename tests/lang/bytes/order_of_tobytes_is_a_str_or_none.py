memoryview(b'a').tobytes(5)
# expect error: TypeError: tobytes() argument 'order' must be str or None, not int
