name, n = "x", 5
print(f"{name} {n + 1} {n!r:>4}| {{}} {{{n}}}", f"", f"a" "b" f"{n}", F"{n}", rf"\n{n}", fr"{n}\t")
# expect: x 6    5| {} {5}  ab5 5 \n5 5\t
