a = {"k": [1, 2]}
print(f"{a['k'][0]} {f'{f"{1}" if False else 2}'}" if False else f"{a['k'][0]} {f'{a}'}")
print(f"{(lambda v: v * 2)(3)} {[i for i in range(3)]} { {1: 2}[1] } {'}' + '{'}")
print(f'''{
    1 + 2
}''', f"{'a' 'b'}", f"{3 if 1 else 4}", f"{(x := 7)} {x}")
# expect error: SyntaxError: f-string: unterminated string
