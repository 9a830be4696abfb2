/* Regular expressions: from Python's syntax to PCRE2's. */
#ifndef WF_NATIVE_RE_PARSE_H
#define WF_NATIVE_RE_PARSE_H

#include "runtime/object.h"

enum re_flag {
  RE_TEMPLATE = 1, RE_IGNORECASE = 2, RE_LOCALE = 4, RE_MULTILINE = 8, RE_DOTALL = 16,
  RE_UNICODE = 32, RE_VERBOSE = 64, RE_DEBUG = 128, RE_ASCII = 256
};

/* What the translation is for. A str pattern is translated twice: for subjects that are ASCII
   throughout, which PCRE2 reads byte by byte, and for the others, read as UTF-8. */
enum re_mode { RE_MODE_NARROW, RE_MODE_UTF, RE_MODE_BYTES };

/* A group's place in the order that decides lastindex. */
typedef struct re_group {
  uint32_t closed; /* groups are closed in this order when the pattern is read */
  uint32_t loop;   /* the outermost repetition around the group, 0: none */
} re_group;

typedef struct re_translation {
  char *text; /* malloc */
  size_t size;
  int flags;           /* as given and as set inside the pattern */
  int options; /* of RE_IGNORECASE, RE_MULTILINE and RE_DOTALL: those that PCRE2 shall have */
  bool unicode;        /* classes are Unicode's */
  uint32_t groups;     /* with group 0 */
  re_group *group;     /* malloc; groups entries */
  wf_value names;      /* dict: name to number */
} re_translation;

/* False with an exception pending: re.error for a bad pattern. pattern: str or bytes. quiet:
   warnings were given before. */
bool wf_re_translate(wf_value pattern, int flags, enum re_mode mode, bool quiet,
                     re_translation *out);
void wf_re_translation_free(re_translation *translation);

#endif
