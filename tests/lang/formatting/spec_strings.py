for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "^10.3s", "é<6", "06"):
    print(spec, "|" + format("hello", spec) + "|")
# expect-exact: | |hello||
# expect: s |hello|
# expect: 10 |hello     |
# expect: <10 |hello     |
# expect: >10 |     hello|
# expect: ^10 |  hello   |
# expect: *^10 |**hello***|
# expect: .2 |he|
# expect: 10.2 |he        |
# expect: ^10.3s |   hel    |
# expect: é<6 |helloé|
# expect: 06 |hello0|
