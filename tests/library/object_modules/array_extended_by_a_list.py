import array
numbers = array.array("i", [1])
try:
    numbers += [2]
except TypeError as error:
    print(error, numbers)
# expect: can only extend array with array (not "list") array('i', [1])
