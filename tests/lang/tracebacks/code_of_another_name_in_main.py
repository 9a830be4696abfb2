rules = "a = 1\nb = a / 0\n"
exec(compile(rules, "rules.conf", "exec"))
