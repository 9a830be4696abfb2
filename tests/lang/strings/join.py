print(",".join(["a", "b", "c"]), "".join([]), ", ".join("xyz"), "-".join(("é", "漢")), "x".join(["one"]))
print(" ".join(str(i) for i in range(5)))
for bad in ([1], ["a", 2], 5, ["a", b"b"]):
    try:
        ",".join(bad)
    except TypeError as e:
        print(e)
# expect: a,b,c  x, y, z é-漢 one
# expect: 0 1 2 3 4
# expect: sequence item 0: expected str instance, int found
# expect: sequence item 1: expected str instance, int found
# expect: can only join an iterable
# expect: sequence item 1: expected str instance, bytes found
