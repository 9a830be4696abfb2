exec("a = 1\nb = 2 3\n")
