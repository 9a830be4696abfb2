#!/usr/bin/env python3
"""Print runtime/codec_tables.def: the upper halves of one-byte encodings whose lower half is ASCII.

The aliases are those of the `encodings` package.
"""

import codecs
from encodings.aliases import aliases

NAMES = ("cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 "
         "cp865 cp866 cp869 cp874 cp1006 cp1125 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 "
         "cp1256 cp1257 cp1258 hp_roman8 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 "
         "iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 "
         "iso8859_16 koi8_r koi8_t koi8_u kz1048 mac_croatian mac_cyrillic "
         "mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos "
         "ptcp154 tis_620").split()

print("/* Made by build-aux/codec-tables.py. WF_TABLE(name, alias ..., characters of the bytes from\n"
      "   128 on; 0 where there is none). The aliases are one text, separated by spaces. */")
for name in NAMES:
    assert bytes(range(128)).decode(name) == "".join(map(chr, range(128))), name
    values = []
    for byte in range(128, 256):
        try:
            values.append(ord(codecs.decode(bytes([byte]), name)))
        except UnicodeDecodeError:
            values.append(0)
    others = " ".join(sorted(a for a, target in aliases.items() if target == name))
    print('WF_TABLE(%s,\n         "%s",' % (name, others))
    rows = [", ".join("0x%04x" % v for v in values[i:i + 8]) for i in range(0, 128, 8)]
    print("         " + ",\n         ".join(rows) + ")")
print("#undef WF_TABLE")
