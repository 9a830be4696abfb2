# Each object has an attribute of a name of its own: the time grew with the square of their number.
class C:
    pass


objects = []
for number in range(30000):
    c = C()
    c.first = number
    setattr(c, f"name{number}", number)
    objects.append(c)
print(all(getattr(c, f"name{number}") == c.first == number for number, c in enumerate(objects)))
# expect: True
print(vars(objects[-1]))  # expect: {'first': 29999, 'name29999': 29999}
