# A statement has no operator to point at: that of what it raises is not its own.
import traceback

numbers = [1]
def item():
    raise numbers[0]
def display():
    raise [1, 2]
def negative():
    raise -(1)
def sum_of_two():
    raise numbers[0] + 2

for function in item, display, negative, sum_of_two:
    try:
        function()
    except TypeError as e:
        for line in traceback.format_tb(e.__traceback__)[1].splitlines()[1:]:
            print(line.strip())
        print(e)
# expect: raise numbers[0]
# expect: exceptions must derive from BaseException
# expect: raise [1, 2]
# expect: exceptions must derive from BaseException
# expect: raise -(1)
# expect: exceptions must derive from BaseException
# expect: raise numbers[0] + 2
# expect: exceptions must derive from BaseException
