for src in ("case x: pass\n case y: pass", "case a | b: pass", "case {**r, 'a': 1}: pass", "case [*a, *b]: pass", "case P(x=1, x=2): pass", "case {'a': 1, 'a': 2}: pass", "case [a, a]: pass", "case 1 + 1: pass", "case {**_}: pass", "case P(x=1, 2): pass", "case -x: pass", "case f'x': pass"):
    try:
        compile(f"match s:\n {src}", "s", "exec")
        print("accepted", src)
    except SyntaxError as e:
        print(e.msg)
# expect: name capture 'x' makes remaining patterns unreachable
# expect: name capture 'a' makes remaining patterns unreachable
# expect: invalid syntax
# expect: multiple starred names in sequence pattern
# expect: attribute name repeated in class pattern: x
# expect: mapping pattern checks duplicate key ('a')
# expect: multiple assignments to name 'a' in pattern
# expect: imaginary number required in complex literal
# expect: invalid syntax
# expect: positional patterns follow keyword patterns
# expect: invalid syntax
# expect: patterns may only match literals and attribute lookups
