# Parts of patterns and the names that they capture have no limit of number.
def run(pattern, subject, shown):
    space = {"subject": subject, "Point": Point}
    exec(f"match subject:\n  case {pattern}: result = {shown}\n  case _: result = 'no'", space)
    return space["result"]

class Point:
    pass

for n in (24, 25, 33, 250):
    numbers = list(range(n))
    names = ", ".join(f"v{i}" for i in numbers)
    table = {i: -i for i in numbers}
    point = Point()
    vars(point).update({f"a{i}": i for i in numbers})
    last = n - 1
    print(run(f"[{names}]", numbers, f"v0, v{last}"),
          run(f"[{names}, *rest]", numbers + [7, 8], f"v{last}, rest"),
          run(f"[*rest, {names}]", [7, 8] + numbers, f"v{last}, rest"),
          run(f"[first, *rest, {names}]", [9, 7, 8] + numbers, f"first, v0, v{last}, rest"),
          run(f"[first, *_, {names}]", [9, 7, 8] + numbers, f"first, v0, v{last}"),
          run(f"[{names}]", numbers[1:], "1"),
          sep="; ")
    print(run("{" + ", ".join(f"{i}: v{i}" for i in numbers) + "}", table, f"v0, v{last}"),
          run("{" + ", ".join(f"{i}: {-i}" for i in numbers) + ", **rest}", {**table, -1: 1},
              "rest"),
          run("{" + ", ".join(f"{i}: {-i}" for i in numbers) + ", -5: x}", table, "x"),
          run(f"Point({', '.join(f'a{i}=v{i}' for i in numbers)})", point, f"v0, v{last}"),
          run(f"[0, {names}] | [{names}, 1] | [2, 3, {names}]", [2, 3] + numbers,
              f"v0, v{last}"),
          run(f"[0, ({names}) as whole, 1 | 2 as choice]", [0, numbers, 2],
              f"len(whole), choice, v{last}"),
          sep="; ")
# expect: (0, 23); (23, [7, 8]); (23, [7, 8]); (9, 0, 23, [7, 8]); (9, 0, 23); no
# expect: (0, -23); {-1: 1}; no; (0, 23); (0, 23); (24, 2, 23)
# expect: (0, 24); (24, [7, 8]); (24, [7, 8]); (9, 0, 24, [7, 8]); (9, 0, 24); no
# expect: (0, -24); {-1: 1}; no; (0, 24); (0, 24); (25, 2, 24)
# expect: (0, 32); (32, [7, 8]); (32, [7, 8]); (9, 0, 32, [7, 8]); (9, 0, 32); no
# expect: (0, -32); {-1: 1}; no; (0, 32); (0, 32); (33, 2, 32)
# expect: (0, 249); (249, [7, 8]); (249, [7, 8]); (9, 0, 249, [7, 8]); (9, 0, 249); no
# expect: (0, -249); {-1: 1}; no; (0, 249); (0, 249); (250, 2, 249)

# mappings as deep as brackets may nest
depth = 199
subject = 5
for _ in range(depth):
    subject = {1: subject}
print(run("{1:" * depth + "x" + "}" * depth, subject, "x"))  # expect: 5
