# The code pages: all bytes there and back, their names, what does not fit.
import binascii
import codecs

for name in ("cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 "
             "cp865 cp866 cp869 cp874 cp1006 cp1125 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 "
             "cp1256 cp1257 cp1258 hp_roman8 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 "
             "iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 "
             "iso8859_15 iso8859_16 koi8_r koi8_t koi8_u kz1048 mac_croatian mac_cyrillic "
             "mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos ptcp154 "
             "tis_620").split():
    text = bytes(range(256)).decode(name, "replace")
    back = text.encode(name, "replace")
    print(codecs.lookup(name).name, binascii.crc32(text.encode()), binascii.crc32(back))
for alias in ("Windows-1251", "latin2", "IBM866", "maccyrillic", "hebrew", "r8", "tis-620"):
    print(codecs.lookup(alias).name)
for text, name in (("€", "cp437"), ("жz", "iso8859_8")):
    try:
        text.encode(name)
    except UnicodeEncodeError as e:
        print(e)
try:
    b"a\xdb".decode("iso8859_11")
except UnicodeDecodeError as e:
    print(e)
# expect: cp437 1301192267 688229491
# expect: cp720 1117385216 688229491
# expect: cp737 2912427424 688229491
# expect: cp775 783745986 688229491
# expect: cp850 1012390782 688229491
# expect: cp852 3918224606 688229491
# expect: cp855 2038109072 688229491
# expect: cp856 1809983832 3409412641
# expect: cp857 1357486212 4281104388
# expect: cp858 1813070355 688229491
# expect: cp860 3205846611 688229491
# expect: cp861 2674976599 688229491
# expect: cp862 864631694 688229491
# expect: cp863 2765489051 688229491
# expect: cp865 4097891567 688229491
# expect: cp866 406143317 688229491
# expect: cp869 2583263108 1508351085
# expect: cp874 4256676497 1684213416
# expect: cp1006 2312551689 4111340928
# expect: cp1125 3458555365 688229491
# expect: cp1250 3667294874 2563521159
# expect: cp1251 4040765863 2873212116
# expect: cp1252 153735131 2122091309
# expect: cp1253 3281643928 1633755311
# expect: cp1254 4214481567 1933406139
# expect: cp1255 4001782550 3240138778
# expect: cp1256 1125061450 688229491
# expect: cp1257 1334334505 95761121
# expect: cp1258 1785759159 2915354869
# expect: hp-roman8 306479977 2992721603
# expect: iso8859-2 3961713568 688229491
# expect: iso8859-3 271353832 2138551155
# expect: iso8859-4 3600425293 688229491
# expect: iso8859-5 4014648652 688229491
# expect: iso8859-6 1719838631 4006541128
# expect: iso8859-7 139834355 327752220
# expect: iso8859-8 2254507394 1577616669
# expect: iso8859-9 3246958931 688229491
# expect: iso8859-10 1649680054 688229491
# expect: iso8859-11 450642472 3277111061
# expect: iso8859-13 4271532916 688229491
# expect: iso8859-14 877085275 688229491
# expect: iso8859-15 190148922 688229491
# expect: iso8859-16 3287756453 688229491
# expect: koi8-r 1282115307 688229491
# expect: koi8-t 3245981059 863155341
# expect: koi8-u 4290256819 688229491
# expect: kz1048 205820165 2873212116
# expect: mac-croatian 1355667209 688229491
# expect: mac-cyrillic 1929377482 688229491
# expect: mac-greek 1455830248 688229491
# expect: mac-iceland 2686744898 688229491
# expect: mac-latin2 1199105872 688229491
# expect: mac-roman 3793643576 688229491
# expect: mac-romanian 3726383900 688229491
# expect: mac-turkish 619207430 688229491
# expect: palmos 3252613924 688229491
# expect: ptcp154 2430292211 688229491
# expect: tis-620 36322578 1399097265
# expect: cp1251
# expect: iso8859-2
# expect: cp866
# expect: mac-cyrillic
# expect: iso8859-8
# expect: hp-roman8
# expect: tis-620
# expect: 'charmap' codec can't encode character '\u20ac' in position 0: character maps to <undefined>
# expect: 'charmap' codec can't encode character '\u0436' in position 0: character maps to <undefined>
# expect: 'charmap' codec can't decode byte 0xdb in position 1: character maps to <undefined>
