for c in (KeyboardInterrupt, SystemExit, GeneratorExit):
    try:
        try:
            raise c("x")
        except Exception:
            print("wrong")
    except BaseException as e:
        print(type(e).__name__, e)
# expect: KeyboardInterrupt x
# expect: SystemExit x
# expect: GeneratorExit x
