d = {"a": 1}
print(f"{d['a']}", f'{d["a"]}', f"""{d["a"]} {d['a']}""", f"{'''x'''}", f"\x41{1}\N{BULLET}{2}\u00e9")
# expect: 1 1 1 1 x A1•2é
