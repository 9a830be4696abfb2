class MyError(Exception): pass
raise MyError("qualified by nothing in __main__")
# expect error: MyError: qualified by nothing in __main__
