raise KeyboardInterrupt
# exit: 130
