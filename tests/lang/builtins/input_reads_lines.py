# stdin: first
# stdin: 42
print(input(), int(input("number? ")) + 1)
try:
    input()
except EOFError as e:
    print(e)
# expect: number? first 43
# expect: EOF when reading a line
