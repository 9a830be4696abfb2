"""Reports what a web server's log says: requests, paths, bytes, hours.

    logstats.py access.log
    zcat access.log.gz | logstats.py -

Reads the common and the combined log format, line by line, so a log of any size will do.
Lines that are something else are counted and reported, never fatal.
"""

import argparse
import sys

REASONS = {
    "200": "OK", "201": "Created", "204": "No Content", "206": "Partial Content",
    "301": "Moved Permanently", "302": "Found", "304": "Not Modified", "400": "Bad Request",
    "401": "Unauthorized", "403": "Forbidden", "404": "Not Found", "405": "Method Not Allowed",
    "429": "Too Many Requests", "500": "Internal Server Error", "502": "Bad Gateway",
    "503": "Service Unavailable",
}
PERCENTILES = (50, 90, 95, 99, 100)
CHART_WIDTH = 50


class Statistics:
    """What is known of the lines read so far."""

    def __init__(self, keep=3):
        self.requests = 0
        self.bytes = 0
        self.statuses = {}
        self.paths = {}
        self.hours = {f"{hour:02}": 0 for hour in range(24)}  # a line of any other is malformed
        self.sizes = {}  # response size -> how many, so that percentiles need no sorting of all
        self.malformed = 0
        self.samples = []  # the first malformed lines: (line number, text)
        self.keep = keep

    def read(self, lines):
        """Count every line of an iterable of text."""
        statuses, paths, hours, sizes = self.statuses, self.paths, self.hours, self.sizes
        number = 0
        for line in lines:
            number += 1
            # address identity user [day/month/year:hour:minute:second zone] "request" status size
            pieces = line.split('"', 2)
            if len(pieces) != 3:
                self.reject(number, line)
                continue
            head, request, tail = pieces
            bracket = head.rfind("[")
            hour = head[bracket + 13:bracket + 15]
            words = request.split(" ")
            numbers = tail.split(None, 2)
            if bracket < 0 or hour not in hours or len(words) != 3 or len(numbers) < 2:
                self.reject(number, line)
                continue
            status, size = numbers[0], numbers[1]
            if size == "-":
                size = "0"
            if len(status) != 3 or not status.isdecimal() or not size.isdecimal() or len(size) > 18:
                self.reject(number, line)
                continue
            path = words[1]
            query = path.find("?")
            if query >= 0:
                path = path[:query]
            self.requests += 1
            count = int(size)
            self.bytes += count
            statuses[status] = statuses.get(status, 0) + 1
            paths[path] = paths.get(path, 0) + 1
            hours[hour] += 1
            sizes[count] = sizes.get(count, 0) + 1

    def reject(self, number, line):
        """Count a line that is not a request."""
        self.malformed += 1
        if len(self.samples) < self.keep:
            self.samples.append((number, line.rstrip("\r\n")))

    def percentiles(self, wanted):
        """The response sizes that each of these percentages of requests do not exceed."""
        results = []
        remaining = list(wanted)
        seen = 0
        for size in sorted(self.sizes):
            seen += self.sizes[size]
            while remaining and seen * 100 >= remaining[0] * self.requests:
                results.append((remaining.pop(0), size))
        return results


def busiest(counts, limit):
    """The `limit` most frequent names, the more frequent first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


def human(count):
    """A number of bytes as people write it."""
    size = float(count)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TiB"


def report(statistics, top, out):
    """Write the report."""
    total = statistics.requests
    print(f"{total:,} requests, {human(statistics.bytes)}", file=out)
    if total:
        print("\nStatus", file=out)
        for status, count in sorted(statistics.statuses.items()):
            reason = REASONS.get(status, "")
            print(f"  {status} {reason:<22}{count:>10,} {100 * count / total:5.1f} %", file=out)

        print(f"\nBusiest paths ({len(statistics.paths):,} in all)", file=out)
        for path, count in busiest(statistics.paths, top):
            print(f"  {count:>10,}  {path}", file=out)

        print("\nResponse size", file=out)
        print(f"  mean {human(statistics.bytes / total):>12}", file=out)
        for percent, size in statistics.percentiles(PERCENTILES):
            print(f"  {percent:>3} %{human(size):>12}", file=out)

        print("\nRequests per hour", file=out)
        highest = max(statistics.hours.values())
        for hour, count in statistics.hours.items():
            bar = "#" * round(CHART_WIDTH * count / highest)
            print(f"  {hour} {count:>9,} {bar}".rstrip(), file=out)
    if statistics.malformed:
        print(f"\n{statistics.malformed:,} malformed lines", file=out)
        for number, line in statistics.samples:
            print(f"  line {number}: {line[:70]!a}", file=out)


def main():
    parser = argparse.ArgumentParser(description="Report what a web server's log says.")
    parser.add_argument("file", metavar="FILE", help="the log; - reads standard input")
    parser.add_argument("-t", "--top", type=int, default=10, metavar="N",
                        help="how many of the busiest paths to show (default: 10)")
    arguments = parser.parse_args()
    if arguments.top < 0:
        parser.error(f"argument -t/--top: {arguments.top} paths cannot be shown")

    statistics = Statistics()
    if arguments.file == "-":
        # The same leniency as below: bytes that are not UTF-8 make no line fatal.
        with open(0, encoding="utf-8", errors="replace", closefd=False) as log:
            statistics.read(log)
    else:
        try:
            with open(arguments.file, encoding="utf-8", errors="replace") as log:
                statistics.read(log)
        except OSError as error:
            sys.exit(f"logstats: {arguments.file}: {error.strerror}")
    report(statistics, arguments.top, sys.stdout)


if __name__ == "__main__":
    main()
