def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg)
show("f'{'", "f'{}'", "f'{a b}'", "f'{a!x}'", "f'}'", "f'{a:{b:{c}}}'", "f'{a\\n}'", "f'{#}'", "f'{lambda x: 1}'", "f'{*a}'", "f'{a!}'", "f'{a'", "f'{(}'")
# expect: "f'{'" -> f-string: expecting '}'
# expect: "f'{}'" -> f-string: empty expression not allowed
# expect: "f'{a b}'" -> f-string: invalid syntax. Perhaps you forgot a comma?
# expect: "f'{a!x}'" -> f-string: invalid conversion character: expected 's', 'r', or 'a'
# expect: "f'}'" -> f-string: single '}' is not allowed
# expect: "f'{a:{b:{c}}}'" -> f-string: expressions nested too deeply
# expect: "f'{a\\n}'" -> f-string expression part cannot include a backslash
# expect: "f'{#}'" -> f-string expression part cannot include '#'
# expect: "f'{lambda x: 1}'" -> f-string: invalid syntax
# expect: "f'{*a}'" -> f-string: cannot use starred expression here
# expect: "f'{a!}'" -> f-string: invalid conversion character: expected 's', 'r', or 'a'
# expect: "f'{a'" -> f-string: expecting '}'
# expect: "f'{(}'" -> f-string: closing parenthesis '}' does not match opening parenthesis '('
