/* Text to bytes and back: the codecs, their names and their error handlers (codec.c, codec_text.c,
   codec_unicode.c, codec_escape.c). */
#ifndef WF_CODEC_H
#define WF_CODEC_H

#include "runtime/str.h"

/* text.encode(encoding, errors): a bytes object. NULL: "utf-8", "strict". */
wf_value wf_codec_encode(wf_value text, const char *encoding, const char *errors);
/* str(data, encoding, errors): data is anything with a buffer. */
wf_value wf_codec_decode(wf_value data, const char *encoding, const char *errors);

/* codecs.encode and codecs.decode: any object, any codec. */
wf_value wf_codec_encode_any(wf_value object, const char *encoding, const char *errors);
wf_value wf_codec_decode_any(wf_value object, const char *encoding, const char *errors);

/* The search path: lookup gives the (encoder, decoder, reader, writer) tuple of an encoding. */
wf_value wf_codec_lookup(wf_value name);
/* The same for one between text and bytes; LookupError otherwise, which names the other way. */
wf_value wf_codec_lookup_text(const char *encoding, const char *other_way);
bool wf_codec_register(wf_value search_function);
bool wf_codec_unregister(wf_value search_function);
/* LookupError "unknown error handler name 'x'" when there is none. */
wf_value wf_codec_lookup_error(const char *name);
bool wf_codec_register_error(const char *name, wf_value handler);

/* The built-in codecs work on memory. They call error handlers, and so run script code. */
typedef struct wf_codec_text { /* what is to be encoded */
  wf_value text;               /* a str */
  const char *errors;          /* NULL: strict */
} wf_codec_text;
typedef struct wf_codec_data { /* what is to be decoded */
  wf_value object;   /* for error reports: bytes, or WF_EMPTY until one is needed */
  const uint8_t *at; /* kept alive and unchanged by the caller */
  size_t size;
  const char *errors;
  bool final;        /* false: an unfinished sequence at the end is left for later */
  size_t consumed;   /* out: bytes used */
} wf_codec_data;

typedef struct wf_codec {
  const char *name;  /* normalised: lower case, '_' for other characters */
  wf_value (*encode)(const wf_codec_text *in); /* a bytes object */
  wf_value (*decode)(wf_codec_data *in);       /* a str */
} wf_codec;
/* By any of its names, normalised or not; NULL when it is not built in. */
const wf_codec *wf_codec_find(const char *encoding);

/* Calls the error handler `errors` for text[start..end) that `encoding` cannot hold. Returns the
   replacement (str or bytes) and sets *next to where to go on; WF_ERROR. Positions: code points. */
wf_value wf_codec_encode_error(const char *errors, const char *encoding, const char *reason,
                               wf_value text, int64_t start, int64_t end, int64_t *next);
/* The same for bytes: the replacement is a str. *in->at may move: the handler can put other bytes
   in the exception's place. */
wf_value wf_codec_decode_error(wf_codec_data *in, const char *encoding, const char *reason,
                               size_t start, size_t end, size_t *next);

#endif
