a = {"k": [1, 2]}
print(f"{a['k'][0]} {f'{a}'} {f'{len(a)}' + 'x'}")
print(f"{(lambda v: v * 2)(3)} {[i for i in range(3)]} { {1: 2}[1] } {'}' + '{'}")
print(f'''{
    1 + 2
}''', f"{'a' 'b'}", f"{3 if 1 else 4}", f"{(x := 7)} {x}")
# expect: 1 {'k': [1, 2]} 1x
# expect: 6 [0, 1, 2] 2 }{
# expect: 3 ab 3 7 7
