n = 2
print(f"""first {n}
  second {n
          + 1}
third""")
# expect: first 2
# expect-exact: |  second 3|
# expect: third
