raise KeyboardInterrupt
# exit: -2
# exit: 130
