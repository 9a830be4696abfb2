for name in '.', '..', '...', '.a', '..a':
    try:
        __import__(name)
    except ModuleNotFoundError as e:
        print(e)
# expect: No module named '.'
# expect: No module named '.'
# expect: No module named '.'
# expect: No module named '.a'
# expect: No module named '.'
