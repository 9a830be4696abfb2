for exc in (KeyError("k"), IndexError("i"), OSError("o"), TypeError("t")):
    try:
        raise exc
    except (KeyError, IndexError) as e:
        print("lookup", e)
    except OSError:
        print("os")
    except:
        print("bare")
# expect: lookup 'k'
# expect: lookup i
# expect: os
# expect: bare
