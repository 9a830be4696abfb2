"""Writes a web server's log that nobody served, for examples and benchmarks.

    makelog.py --lines 1000000 --seed 1 > big.log

The same seed gives the same log. One line in about two thousand is malformed.
"""

import argparse
import os
import random
import sys

PAGES = ["/", "/index.html", "/about", "/contact", "/products", "/search", "/login", "/logout",
         "/cart", "/checkout", "/robots.txt", "/favicon.ico", "/feed.xml", "/static/site.css",
         "/static/site.js", "/static/logo.png", "/static/hero.jpg", "/api/v1/status",
         "/api/v1/items", "/api/v1/orders", "/wp-login.php"]
WEIGHTS = [120, 60, 15, 8, 40, 35, 20, 6, 18, 7, 12, 30, 14, 90, 85, 70, 40, 55, 45, 20, 9]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Mobile/15E148 Safari/604.1",
          "curl/8.5.0", "Examplebot/2.1 (+http://bot.example/about)"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# How busy each hour is: nights are quiet, late mornings and evenings are not.
HOURS = [4, 3, 2, 2, 2, 3, 5, 9, 14, 18, 20, 21, 19, 18, 18, 17, 16, 17, 19, 21, 20, 16, 11, 7]
BROKEN = ["", "\x16\x03\x01\x02", "GET / HTTP/1.1", "- - - [oops] \"GET\" x y",
          "203.0.113.9 - - [10/Oct/2023:13:55"]


def request(rng):
    """A path with its method, status and response size."""
    path = rng.choices(PAGES, WEIGHTS)[0]
    method, status = "GET", "200"
    size = int(rng.lognormvariate(8.5, 1.3))
    if path == "/products" or path == "/api/v1/items":
        path += f"/{int(rng.paretovariate(1.1))}"
    elif path == "/search":
        path += f"?q={rng.choice(['shoes', 'lamp', 'blue+chair', 'gift'])}&page={rng.randint(1, 5)}"
    elif path in ("/login", "/checkout", "/api/v1/orders"):
        method = "POST"
        status = rng.choice(["200", "302", "302", "401"])
    elif path == "/wp-login.php":
        status = "404"
        size = 196
    dice = rng.random()
    if dice < 0.08 and path.startswith("/static"):
        status, size = "304", 0
    elif dice < 0.004:
        status, size = rng.choice(["500", "502", "503"]), 178
    elif dice < 0.02 and method == "GET":
        status, size = "404", 196
    return method, path, status, size


def lines(count, seed):
    """Yield the lines of the log, without their ends."""
    rng = random.Random(seed)
    per_day = max(count // 7, 1)
    per_hour = [per_day * weight / sum(HOURS) for weight in HOURS]
    made = 0
    day = 0
    while made < count:
        date = f"{9 + day % 20:02}/{MONTHS[(9 + day // 20) % 12]}/2023"
        for hour in range(24):
            # Even steps within the hour, so that time never runs backwards.
            share = max(round(per_hour[hour]), 1)
            for index in range(share):
                if made == count:
                    return
                made += 1
                if rng.random() < 0.0005:
                    yield rng.choice(BROKEN)
                    continue
                second = index * 3600 // share
                clock = f"{hour:02}:{second // 60:02}:{second % 60:02}"
                address = f"{rng.choice(['198.51.100', '203.0.113', '192.0.2'])}.{rng.randint(1, 254)}"
                method, path, status, size = request(rng)
                size = "-" if size == 0 else size
                yield (f'{address} - - [{date}:{clock} +0000] "{method} {path} HTTP/1.1" '
                       f'{status} {size} "-" "{rng.choice(AGENTS)}"')
        day += 1


def main():
    parser = argparse.ArgumentParser(description="Write a web server's log that nobody served.")
    parser.add_argument("--lines", type=int, default=1000, metavar="N",
                        help="how many (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N",
                        help="another seed gives another log (default: 1)")
    arguments = parser.parse_args()
    if arguments.lines < 0:
        parser.error(f"argument --lines: a log cannot have {arguments.lines} lines")
    try:
        for line in lines(arguments.lines, arguments.seed):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads, like head, has enough. The rest must not fail again when the stream is closed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
