# The texts between two calls of a chain are given back at once, but only those that nobody else has:
# each way to keep one keeps it, whatever text is made afterwards.
import sys
import threading

kept = []


def churn():
    """Text of the sizes below, so that what was given back wrongly is overwritten."""
    return [f"{i} churn {'#' * (i % 40)}".upper().strip() for i in range(400)]


def keep(text):
    kept.append(text)
    return text


def check(what, expected):
    churn()
    print(what, kept == expected, len(kept))
    kept.clear()


words = ["alpha", "beta", "gamma"]

keep("-".join(words)).upper()
keep(f"{len(words)} words kept").replace("kept", "gone")
check("by the function it goes through:", ["alpha-beta-gamma", "3 words kept"])


class Source:
    @property
    def text(self):
        return keep("+".join(words).title())

    def __getitem__(self, key):
        return keep(f"item {key} of a source")

    def method(self):
        return keep("/".join(words))


getattr(Source(), "text").lower().upper()
Source().text.lower().upper()
Source()[7].lower().upper()
Source().method().lower().upper()
next(iter([keep("*".join(words))])).lower().upper()
max([keep("=".join(words))]).lower().upper()
check("by who gives it to a function of the library:",
      ["Alpha+Beta+Gamma"] * 2 + ["item 7 of a source", "alpha/beta/gamma", "alpha*beta*gamma",
                                  "alpha=beta=gamma"])

"".join([keep("~".join(words))]).upper()
"".join(keep(f"generated {i}".lower()) for i in range(1)).upper()
", ".join((keep("only " + "item"),)).split()
check("by the only item of a join:", ["alpha~beta~gamma", "generated 0", "only item"])


def from_exception():
    try:
        "_".join(words).no_such_method()
    except AttributeError as e:
        return keep(e.obj)


from_exception().upper()
try:
    "_".join(words).lower().no_such_method()
except AttributeError as e:
    kept.append(e.obj)
try:
    f"{words[0]} and {words[1]}".upper().no_such_method()
except AttributeError as e:
    kept.append(e.obj)
check("by an exception:", ["alpha_beta_gamma", "alpha_beta_gamma", "ALPHA AND BETA"])


def text(i):
    return [str(i)] + words


kept.append("|".join(text(0)).strip())
kept.append("|".join(text(1)).split("?")[0])
kept.extend("|".join(text(2)).splitlines())
kept.extend("|".join(text(3)).rsplit(None, 1))
kept.extend("|".join(text(4)).partition("?")[:1])
kept.append("|".join(text(5)).ljust(3))
kept.append("|".join(text(6)).replace("?", "!"))
kept.append("|".join(text(7)).lower().zfill(1).removeprefix("b").expandtabs())
kept.append("|".join(text(8)).__str__())
kept.append("|".join(text(9)).__format__(""))
kept.append("|".join(text(10)).lower.__self__)
check("by a result:", [f"{i}|alpha|beta|gamma" for i in range(11)])

name = "|".join(text(0))
name.strip().upper()
other = f"{name} again".lower()
other.strip().upper().lower()
churn()
print("by a name:", name, other)

bound = "|".join(words).upper
method = ".".join(words).replace("a", "4").upper
churn()
print("by a method:", bound(), method())


class Count:
    """The count of replace(): runs code with the text in between under way."""

    def __index__(self):
        keep("&".join(words).upper().lower())
        churn()
        keep("&".join(words).upper().strip())
        return 1


print("-".join(words).upper().replace("A", "4", Count()).lower().replace("b", "8", Count()))
print(f"{words[0]} {words[1]}".center(Count() and 20, "-").upper().rjust(24, "."))
check("by what runs meanwhile:", ["alpha&beta&gamma", "ALPHA&BETA&GAMMA"] * 2)


class Width:
    def __format__(self, spec):
        return keep(f"formatted {spec} ".strip())


print(f"{Width():a}{Width():b}".upper().lower().title())
print("{:c}".format(Width()).upper(), f"{Width():d}".upper(), f"{''}{Width():e}".upper())
check("by a __format__:", ["formatted " + c for c in "abcde"])


def same(value):
    return value


def length(text):
    same(text).upper()
    return real_len(keep(text))


real_len, len = len, length
print(len("^".join(words)), len(f"{words[2]} and more"))
len = kept.append
len("%".join(words).upper())
len = real_len
check("by another len:", ["alpha^beta^gamma", "gamma and more", "ALPHA%BETA%GAMMA"])


def suspended():
    text = ">".join(words).upper().replace((yield "old"), (yield "new"))
    yield text
    yield f"{words} {(yield 'more')} !".upper().split((yield "by"))


def resume(generator, value):
    box = []
    thread = threading.Thread(target=lambda: box.append(generator.send(value)))
    thread.start()
    thread.join()
    return box[0]


generator = suspended()
print(next(generator), end=" ")
churn()
print(resume(generator, ">"), end=" ")
churn()
print(generator.send("<"), end=" ")
print(resume(generator, None), end=" ")
churn()
print(generator.send(".".join(words).upper()), end=" ")
print(resume(generator, ","))


def left_for_another_thread():
    yield "-".join(words).replace((yield), "x")


def from_another_thread():
    generator = left_for_another_thread()
    next(generator)
    return keep(resume(generator, "?"))


from_another_thread().replace("-", "+")
check("by another thread:", ["alpha-beta-gamma"])


def tracer(frame, event, arg):
    return tracer


def profiler(frame, event, arg):
    if event == "c_call" and isinstance(getattr(arg, "__self__", None), str):
        kept.append(arg.__self__)


sys.setprofile(profiler)
"@".join(words).upper().lower().split("?")
sys.setprofile(None)
check("by a profiler:", ["@", "alpha@beta@gamma", "ALPHA@BETA@GAMMA", "alpha@beta@gamma"])


def switch(on):
    sys.settrace(tracer if on else None)
    return "a"


print(keep("#".join(words).upper()).replace(switch(True) and "A", "4").lower().split(
    switch(False) and "#"))
print("#".join(words).upper().replace(switch(True) and "A", "4").lower().split(
    switch(False) and "#"))
check("while tracing begins and ends:", ["ALPHA#BETA#GAMMA"])


def failing():
    for i in range(50):
        try:
            keep(f"before {i}".upper()).replace("E", str(i)).split(1 // 0)
        except ZeroDivisionError:
            pass
        try:
            f"before {i}".upper().replace("E", 1)
        except TypeError:
            pass
        keep(f"after {i}".upper().lower()).upper().strip()


failing()
check("around exceptions:", [t for i in range(50) for t in (f"BEFORE {i}", f"after {i}")])

x = "ä".join(words)
print("ö".join(words).upper().lower().replace("ö", "o").split("o"), x)
print("".join(words).join("ab").upper().strip("A").split("L"))
print("".join(["a"]).upper(), "".join([]).upper().lower() == "", f"{''}{''}".strip() == "",
      f"{''}{'x'}".upper(), "ab".replace("b", "").upper().lower(), " y ".strip().upper())
# expect: by the function it goes through: True 2
# expect: by who gives it to a function of the library: True 6
# expect: by the only item of a join: True 3
# expect: by an exception: True 3
# expect: by a result: True 11
# expect: by a name: 0|alpha|beta|gamma 0|alpha|beta|gamma again
# expect: by a method: ALPHA|BETA|GAMMA 4LPH4.BET4.G4MM4
# expect: 4lpha-8eta-gamma
# expect: ....-----ALPHA BETA-----
# expect: by what runs meanwhile: True 4
# expect: Formatted Aformatted B
# expect: FORMATTED C FORMATTED D FORMATTED E
# expect: by a __format__: True 5
# expect: 16 14
# expect: by another len: True 3
# expect: old new ALPHA<BETA<GAMMA more by ["['ALPHA'", " 'BETA'", " 'GAMMA'] ALPHA.BETA.GAMMA !"]
# expect: by another thread: True 1
# expect: by a profiler: True 4
# expect: ['4lph4', 'bet4', 'g4mm4']
# expect: ['4lph4', 'bet4', 'g4mm4']
# expect: while tracing begins and ends: True 1
# expect: around exceptions: True 100
# expect: ['alpha', 'beta', 'gamma'] alphaäbetaägamma
# expect: ['', 'PHABETAGAMMAB']
# expect: A True True X a Y
