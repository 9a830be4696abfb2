print(__name__, __file__.endswith("main_guard_and_name.py"))
if __name__ == "__main__": print("main")
import __main__
print(__main__.__name__, __main__.print is print if hasattr(__main__, "print") else "no copy")
# expect: __main__ True
# expect: main
# expect: __main__ no copy
