/* What the codec*.c files and native/codecs.c share. */
#ifndef WF_CODEC_INTERNAL_H
#define WF_CODEC_INTERNAL_H

#include "runtime/codec.h"

/* Lower case, with '_' for everything but letters and digits; cut to fit. */
void wf_codec_normalize(const char *encoding, char *out, size_t room);

/* codec_table.c: one-byte encodings, by normalised name. */
const wf_codec *wf_codec_table_find(const char *name);

#define WF_CODEC_PAIR(name)                                  \
  wf_value wf_codec_##name##_encode(const wf_codec_text *in); \
  wf_value wf_codec_##name##_decode(wf_codec_data *in);
WF_CODEC_PAIR(utf8)
WF_CODEC_PAIR(utf8_sig)
WF_CODEC_PAIR(utf16)
WF_CODEC_PAIR(utf16_le)
WF_CODEC_PAIR(utf16_be)
WF_CODEC_PAIR(utf32)
WF_CODEC_PAIR(utf32_le)
WF_CODEC_PAIR(utf32_be)
WF_CODEC_PAIR(latin1)
WF_CODEC_PAIR(ascii)
WF_CODEC_PAIR(unicode_escape)
WF_CODEC_PAIR(raw_unicode_escape)

/* UTF-16 and UTF-32 with a byte order that is told: -1 little, 1 big, 0 by the mark. *order gets
   what the mark said. */
wf_value wf_codec_utf_decode_order(wf_codec_data *in, unsigned unit, int *order);

#endif
