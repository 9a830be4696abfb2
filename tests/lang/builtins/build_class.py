print(__build_class__(lambda: None, "X").__name__, __name__)  # expect: X __main__
