# Only a KeyboardInterrupt of that very class ends the program as the signal does.
class Own(KeyboardInterrupt):
    pass

raise Own("stop")
# expect error: Own: stop
# exit: 1
