a, b = 3, 4
print(f"{a!=b} {a<b} {a==b} {a>=b} {a if a else b:>3} {not a} {a or b} {a**b} {-a} {*[a, b],} {a,b}")
# expect: True True False False   3 False 3 81 -3 (3, 4) (3, 4)
