# A complete command is warned about when it is compiled for good.
import codeop
import warnings

for source in r"'\e'", "0 is 1", "assert (1, 2)", "1()":
    for symbol in "exec", "single", "eval":
        for compiler in codeop.compile_command, codeop.CommandCompiler():
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                try:
                    complete = compiler(source, symbol=symbol) is not None
                except SyntaxError as e:
                    complete = e.msg
            print(source, symbol, complete, [str(w.message) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        codeop.compile_command("0 is 1")
    except SyntaxError as e:
        print(e.msg)
# expect: '\e' exec True ["invalid escape sequence '\\e'"]
# expect: '\e' exec True ["invalid escape sequence '\\e'"]
# expect: '\e' single True ["invalid escape sequence '\\e'"]
# expect: '\e' single True ["invalid escape sequence '\\e'"]
# expect: '\e' eval True ["invalid escape sequence '\\e'"]
# expect: '\e' eval True ["invalid escape sequence '\\e'"]
# expect: 0 is 1 exec True ['"is" with a literal. Did you mean "=="?']
# expect: 0 is 1 exec True ['"is" with a literal. Did you mean "=="?']
# expect: 0 is 1 single True ['"is" with a literal. Did you mean "=="?']
# expect: 0 is 1 single True ['"is" with a literal. Did you mean "=="?']
# expect: 0 is 1 eval True ['"is" with a literal. Did you mean "=="?']
# expect: 0 is 1 eval True ['"is" with a literal. Did you mean "=="?']
# expect: assert (1, 2) exec True ['assertion is always true, perhaps remove parentheses?']
# expect: assert (1, 2) exec True ['assertion is always true, perhaps remove parentheses?']
# expect: assert (1, 2) single True ['assertion is always true, perhaps remove parentheses?']
# expect: assert (1, 2) single True ['assertion is always true, perhaps remove parentheses?']
# expect: assert (1, 2) eval invalid syntax []
# expect: assert (1, 2) eval invalid syntax []
# expect: 1() exec True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: 1() exec True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: 1() single True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: 1() single True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: 1() eval True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: 1() eval True ["'int' object is not callable; perhaps you missed a comma?"]
# expect: "is" with a literal. Did you mean "=="?
