"""Other names of encodings."""

aliases = {
    '646': 'ascii', 'ansi_x3.4_1968': 'ascii', 'cp367': 'ascii',
    'ibm367': 'ascii', 'iso646_us': 'ascii', 'us': 'ascii',
    'us_ascii': 'ascii',
    '8859': 'latin_1', 'cp819': 'latin_1', 'iso8859': 'latin_1',
    'iso8859_1': 'latin_1', 'iso_8859_1': 'latin_1', 'l1': 'latin_1',
    'latin': 'latin_1', 'latin1': 'latin_1',
    'u8': 'utf_8', 'utf': 'utf_8', 'utf8': 'utf_8', 'cp65001': 'utf_8',
    'u16': 'utf_16', 'utf16': 'utf_16', 'utf_16le': 'utf_16_le',
    'utf_16be': 'utf_16_be', 'unicodebigunmarked': 'utf_16_be',
    'unicodelittleunmarked': 'utf_16_le',
    'u32': 'utf_32', 'utf32': 'utf_32', 'utf_32le': 'utf_32_le',
    'utf_32be': 'utf_32_be',
    'windows_1250': 'cp1250', '1250': 'cp1250',
    'windows_1251': 'cp1251', '1251': 'cp1251',
    'windows_1252': 'cp1252', '1252': 'cp1252',
}
