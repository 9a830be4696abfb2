/* The standard library's scripts, as the build found them in stdlib/ (see build-aux/freeze). */
#ifndef WF_FROZEN_H
#define WF_FROZEN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct wf_frozen_module {
  const char *name; /* full dotted name, "collections.abc" */
  bool is_package;
  const unsigned char *source; /* UTF-8, not terminated */
  size_t size;                 /* bytes */
};

/* Sorted by name (strcmp). One more element, with a null name, ends it. */
extern const struct wf_frozen_module wf_frozen_modules[];
extern const size_t wf_frozen_module_count;

/* What stands for the library's folder in the names of its files, "<weft>/...", and for its place
   in sys.path. */
#define WF_FROZEN_FOLDER "<weft>"

/* Is that the name of a file of the library, as its code and modules have it? Any thread, signal
   handlers too. */
static inline bool wf_frozen_is_file(const char *name) {
  return !strncmp(name, WF_FROZEN_FOLDER "/", sizeof WF_FROZEN_FOLDER);
}

#endif
