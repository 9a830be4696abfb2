# needs: WF_WITH_GC
# What a text in between gives back is used again, for whichever method made it.
import gc


def resident():
    """MB"""
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096 >> 20


text = "some text"
for i in range(1_000_000):  # the heap has all of its first pages then
    f"{i} of what a collection finds"
before = most = resident()
for chain in (
    lambda: text.ljust(50).upper(),
    lambda: text.rjust(60).isupper(),
    lambda: text.center(470).startswith("x"),
    lambda: text.zfill(40).count("0"),
    lambda: text.upper().lower().title().swapcase().capitalize().casefold().find("x"),
    lambda: text.replace("s", "many more letters").replace("many more letters", "").islower(),
    lambda: " ".join((text, text, text)).strip("s").lstrip("o").rstrip("t").endswith("x"),
    lambda: text.removeprefix("some").removesuffix("text").expandtabs().split(),
    lambda: f"{text} {text} {text} {len(text)}".strip().split(" ", 1),
    lambda: len(f"{text} ".ljust(300).rstrip().rjust(200)),
    lambda: "ä".join((text, text)).upper().center(100).split("Ä"),
):
    for _ in range(150_000):
        chain()
    gc.collect()
    most = max(most, resident())
print(most < before + 8 or (before, most))

# expect: True
