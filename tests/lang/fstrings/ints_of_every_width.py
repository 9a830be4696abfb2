# The digits of ints between other parts are written in place: each width, at its bounds.
def same(n):
    return f"<{n}>" == "<" + str(n) + ">" and f"{n}{n!s}" == str(n) + str(n)


around = [sign * (base**power + more) for base, most in ((2, 65), (10, 21))
          for power in range(most) for more in (-1, 0, 1) for sign in (1, -1)]
print(len(around), [n for n in around if not same(n)])
print(f"{0}{9}{10}{-1}|{-(2**62)}{2**62 - 1}|{2**62}{-(2**63)}")
# expect: 516 []
# expect: 0910-1|-46116860184273879044611686018427387903|4611686018427387904-9223372036854775808
