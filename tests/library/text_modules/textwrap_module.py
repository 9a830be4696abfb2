import textwrap
t = "The quick brown fox jumps over the lazy dog, then sleeps for a-very-long-hyphenated time."
print(textwrap.wrap(t, 20)); print(textwrap.fill(t, 30, initial_indent="* ", subsequent_indent="  ")); print(textwrap.shorten(t, 30), textwrap.dedent("  a\n    b\n\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.wrap("", 5), textwrap.wrap("abcdefghij", 4), textwrap.wrap("a b", 1, break_long_words=False), sep="\n")
# expect: ['The quick brown fox', 'jumps over the lazy', 'dog, then sleeps for', 'a-very-long-', 'hyphenated time.']
# expect: * The quick brown fox jumps
# expect-exact: |  over the lazy dog, then|
# expect-exact: |  sleeps for a-very-long-|
# expect-exact: |  hyphenated time.|
# expect: The quick brown fox [...]
# expect: a
# expect-exact: |  b|
# expect:
# expect: c
# expect: > a
# expect:
# expect: > b
# expect: []
# expect: ['abcd', 'efgh', 'ij']
# expect: ['a', 'b']
