#!/usr/bin/env python3
"""Write runtime/unicode_tables.c and runtime/unicode_tables_names.c.

Every fact comes from the running interpreter: the `unicodedata` module and the methods of `str`.
The tables are committed, so only a change of the Unicode version needs this program:

    python3 build-aux/unicode-tables.py runtime
"""

import os
import sys
import unicodedata
from collections import Counter

LIMIT = 0x110000
BLOCK_SHIFT = 7

FLAGS = ("ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "SPACE", "UPPER", "LOWER", "TITLE",
         "PRINTABLE", "ID_START", "ID_CONTINUE", "CASED", "CASE_IGNORABLE", "LINEBREAK",
         "SPECIAL_CASE", "MIRRORED")

CATEGORIES = ("Cn Cc Cf Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So "
              "Zl Zp Zs").split()
BIDI = [""] + "AL AN B BN CS EN ES ET FSI L LRE LRI LRO NSM ON PDF PDI R RLE RLI RLO S WS".split()
WIDTHS = "N A F H Na W".split()
# the kinds of compatibility decomposition; number 0 is the canonical one
TAGS = [""] + ("<circle> <compat> <final> <font> <fraction> <initial> <isolated> <medial> <narrow> "
               "<noBreak> <small> <square> <sub> <super> <vertical> <wide>").split()


def final_sigma_class(ch):
    """Say how a character takes part in the final sigma rule: (cased, ignorable)."""
    cased = (ch + "\u03a3").lower().endswith("\u03c2")
    passes = ("A" + ch + "\u03a3").lower().endswith("\u03c2")
    return cased, passes and not cased


def flags_of(ch, special):
    cased, ignorable = final_sigma_class(ch)
    facts = (ch.isalpha(), ch.isdecimal(), ch.isdigit(), ch.isnumeric(), ch.isspace(),
             ch.isupper() and unicodedata.category(ch) != "Lt", ch.islower(),
             unicodedata.category(ch) == "Lt", ch.isprintable(), ch.isidentifier(),
             ("a" + ch).isidentifier(), cased, ignorable, len(("a" + ch + "b").splitlines()) == 2,
             special, bool(unicodedata.mirrored(ch)))
    return sum(1 << bit for bit, fact in enumerate(facts) if fact)


def case_fields(ch, specials):
    """The four mappings of a character as deltas, or as one index when any of them is longer."""
    mapped = (ch.upper(), ch.lower(), ch.title(), ch.casefold())
    if all(len(m) == 1 for m in mapped):
        return False, tuple(ord(m) - ord(ch) for m in mapped)
    return True, (specials.setdefault(mapped, len(specials)), 0, 0, 0)


def build_records():
    records, order, index, specials = {}, [], [], {}
    for cp in range(LIMIT):
        ch = chr(cp)
        special, case = case_fields(ch, specials)
        row = (flags_of(ch, special),) + case + (
            unicodedata.decimal(ch, 255), unicodedata.digit(ch, 255),
            CATEGORIES.index(unicodedata.category(ch)),
            BIDI.index(unicodedata.bidirectional(ch)), unicodedata.combining(ch),
            WIDTHS.index(unicodedata.east_asian_width(ch)))
        if row not in records:
            records[row] = len(order)
            order.append(row)
        index.append(records[row])
    return order, index, specials


def two_levels(index):
    """Cut a flat index into blocks and share the equal ones."""
    size = 1 << BLOCK_SHIFT
    blocks, first, second = {}, [], []
    for start in range(0, LIMIT, size):
        block = tuple(index[start:start + size])
        if block not in blocks:
            blocks[block] = len(blocks)
            second.extend(block)
        first.append(blocks[block])
    return first, second


def build_decompositions():
    """Rows (code point, tag, offset, length) over one pool of code points."""
    rows, pool = [], []
    for cp in range(LIMIT):
        text = unicodedata.decomposition(chr(cp))
        if not text:
            continue
        parts = text.split()
        tagged = parts[0].startswith("<")
        target = [int(p, 16) for p in parts[tagged:]]
        rows.append((cp, TAGS.index(parts[0]) if tagged else 0, len(pool), len(target)))
        pool.extend(target)
    return rows, pool


def build_compositions():
    pairs = []
    for cp in range(LIMIT):
        ch = chr(cp)
        text = unicodedata.decomposition(ch)
        if not text or text.startswith("<") or len(text.split()) != 2:
            continue
        if unicodedata.normalize("NFC", ch) != ch:
            continue
        first, second = (int(p, 16) for p in text.split())
        pairs.append((first, second, cp))
    return sorted(pairs)


def build_numeric():
    """Values that are not already in the digit fields."""
    rows = []
    for cp in range(LIMIT):
        value = unicodedata.numeric(chr(cp), None)
        if value is not None and unicodedata.digit(chr(cp), None) is None:
            rows.append((cp, value))
    return rows


def wrapped(items, width=100):
    lines, line = [], " "
    for item in items:
        piece = " " + item + ","
        if len(line) + len(piece) > width:
            lines.append(line)
            line = " "
        line += piece
    if line.strip():
        lines.append(line)
    return "\n".join(lines)


def packed(items, width=100):
    """As wrapped(), without the spaces: for long byte arrays."""
    lines, line = [], "  "
    for item in items:
        if len(line) + len(item) + 1 > width:
            lines.append(line)
            line = "  "
        line += item + ","
    lines.append(line)
    return "\n".join(lines)


def numbers(values):
    return wrapped(str(v) for v in values)


HEAD = """/* Made by build-aux/unicode-tables.py from Unicode %s. Change that program, not this file. */
#include <config.h>

#include "runtime/unicode_tables.h"
"""


def case_row(mapped):
    return "{" + ", ".join("{%s}" % ", ".join("0x%x" % ord(c) for c in m) for m in mapped) + "}"


def write_properties(path):
    records, index, specials = build_records()
    first, second = two_levels(index)
    decomp, pool = build_decompositions()
    comp = build_compositions()
    numeric = build_numeric()
    with open(path, "w") as out:
        def put(declaration, body):
            out.write("\n%s = {\n%s\n};\n" % (declaration, body))

        out.write(HEAD % unicodedata.unidata_version)
        out.write('\nconst char wf_unicode_version[] = "%s";\n' % unicodedata.unidata_version)
        out.write("\nconst char *const wf_unicode_categories[] = {\n%s\n};\n"
                  % wrapped('"%s"' % c for c in CATEGORIES))
        out.write("\nconst char *const wf_unicode_bidi_classes[] = {\n%s\n};\n"
                  % wrapped('"%s"' % c for c in BIDI))
        out.write("\nconst char *const wf_unicode_widths[] = {\n%s\n};\n"
                  % wrapped('"%s"' % c for c in WIDTHS))
        out.write("\nconst char *const wf_unicode_decomposition_tags[] = {\n%s\n};\n"
                  % wrapped('"%s"' % c for c in TAGS))
        put("const struct wf_unicode_record wf_unicode_records[]",
            wrapped("{%s}" % ", ".join(map(str, r)) for r in records))
        put("const struct wf_unicode_special wf_unicode_specials[]",
            wrapped(case_row(m) for m in specials))
        put("const uint16_t wf_unicode_blocks[]", numbers(first))
        put("const uint16_t wf_unicode_index[]", numbers(second))
        put("const struct wf_unicode_decomposition wf_unicode_decompositions[]",
            wrapped("{0x%x, %d, %d, %d}" % r for r in decomp))
        out.write("const unsigned wf_unicode_decomposition_count = %d;\n" % len(decomp))
        put("const uint32_t wf_unicode_decomposition_pool[]", wrapped("0x%x" % c for c in pool))
        put("const struct wf_unicode_composition wf_unicode_compositions[]",
            wrapped("{0x%x, 0x%x, 0x%x}" % r for r in comp))
        out.write("const unsigned wf_unicode_composition_count = %d;\n" % len(comp))
        put("const struct wf_unicode_number wf_unicode_numbers[]",
            wrapped("{0x%x, %r}" % r for r in numeric))
        out.write("const unsigned wf_unicode_number_count = %d;\n" % len(numeric))


def algorithmic(cp, name):
    """Is this a name that code can derive: a Hangul syllable, or a prefix and the code point?"""
    return name.startswith("HANGUL SYLLABLE ") or name.endswith("-%04X" % cp)


def named_ranges(names):
    """Ranges [first, last] whose names are a prefix and the code point in hexadecimal."""
    ranges = []
    for cp, name in names:
        if not name.endswith("-%04X" % cp):
            continue
        prefix = name[:-len("%04X" % cp)]
        if ranges and ranges[-1][1] == cp - 1 and ranges[-1][2] == prefix:
            ranges[-1][1] = cp
        else:
            ranges.append([cp, cp, prefix])
    return ranges


def word_codes(listed, sequences):
    """Number the words, most frequent first; return (words, how many take one byte)."""
    count = Counter(w for _, name in listed for w in name.split(" "))
    count.update(w for _, name in sequences for w in name.split(" "))
    words = [w for w, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    short = 255
    while (256 - short) * 256 < len(words) - short:
        short -= 1
    return words, short


def encode_name(words_of_name, previous, restart, number, short):
    """A byte of counts (kept words, new words), then the new words' codes."""
    shared = 0
    if not restart:
        while (shared < min(15, len(previous), len(words_of_name))
               and previous[shared] == words_of_name[shared]):
            shared += 1
    fresh = words_of_name[shared:]
    assert len(fresh) < 16
    out = [shared << 4 | len(fresh)]
    for word in fresh:
        code = number[word]
        if code < short:
            out.append(code)
        else:
            code -= short
            out.extend((short + (code >> 8), code & 255))
    return out


def read_aliases(folder):
    aliases, sequences = [], []
    with open(os.path.join(folder, "unicode-aliases.txt")) as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            codes, name = line.rstrip("\n").split(";")
            text = "".join(chr(int(c, 16)) for c in codes.split())
            assert unicodedata.lookup(name) == text, name
            (aliases if len(text) == 1 else sequences).append((text, name))
    return [(ord(t), n) for t, n in aliases], sequences


NAME_BLOCK = 32


def write_names(path, folder):
    names = [(cp, unicodedata.name(chr(cp))) for cp in range(LIMIT)
             if unicodedata.name(chr(cp), None)]
    ranges = named_ranges(names)
    listed = [(cp, name) for cp, name in names if not algorithmic(cp, name)]
    own = len(listed)
    aliases, sequences = read_aliases(folder)
    listed += aliases
    words, short = word_codes(listed, sequences)
    number = {w: i for i, w in enumerate(words)}
    data, offsets, previous = [], [], []
    for i, (_, name) in enumerate(listed + sequences):
        restart = i % NAME_BLOCK == 0
        if restart:
            offsets.append(len(data))
        current = name.split(" ")
        data += encode_name(current, previous, restart, number, short)
        previous = current
    runs = []
    for i, (cp, _) in enumerate(listed[:own]):
        if not runs or runs[-1][0] + (i - runs[-1][1]) != cp:
            runs.append((cp, i))
    starts, pool = [], []
    for text, _ in sequences:
        starts.append(len(pool))
        pool += map(ord, text)
    starts.append(len(pool))
    with open(path, "w") as out:
        def put(declaration, body):
            out.write("\n%s = {\n%s\n};\n" % (declaration, body))

        out.write(HEAD % unicodedata.unidata_version)
        out.write("\nconst struct wf_unicode_name_shape wf_unicode_name_shape = {\n"
                  "  .words = %d, .short_codes = %d, .runs = %d, .own = %d, .aliases = %d,\n"
                  "  .sequences = %d, .ranges = %d,\n};\n"
                  % (len(words), short, len(runs), own, len(aliases), len(sequences),
                     len(ranges)))
        put("const struct wf_unicode_name_range wf_unicode_name_ranges[]",
            wrapped('{0x%x, 0x%x, "%s"}' % tuple(r) for r in ranges))
        put("const struct wf_unicode_name_run wf_unicode_name_runs[]",
            wrapped("{0x%x, %d}" % r for r in runs))
        put("const uint32_t wf_unicode_name_aliases[]", wrapped("0x%x" % cp for cp, _ in aliases))
        put("const uint16_t wf_unicode_name_sequence_starts[]", numbers(starts))
        put("const uint32_t wf_unicode_name_sequence_pool[]", wrapped("0x%x" % c for c in pool))
        put("const uint32_t wf_unicode_name_blocks[]", numbers(offsets))
        put("const uint8_t wf_unicode_name_data[]", packed(map(str, data)))
        text = " ".join(words) + " "
        pieces = [text[i:i + 94] for i in range(0, len(text), 94)]
        out.write("\nconst char wf_unicode_name_words[] =\n%s;\n"
                  % "\n".join('  "%s"' % p for p in pieces))
    return len(data), len(text)


def main():
    target = sys.argv[1]
    folder = os.path.dirname(os.path.abspath(__file__))
    write_properties(os.path.join(target, "unicode_tables.c"))
    write_names(os.path.join(target, "unicode_tables_names.c"), folder)


main()
