/* The % operator of str, bytes and bytearray. */
#ifndef WF_STR_PERCENT_H
#define WF_STR_PERCENT_H

#include "runtime/str.h"

/* Adds format % args. as_bytes: the rules of bytes, and what is added need not be UTF-8. */
bool wf_percent(wf_builder *b, const char *format, size_t size, wf_value args, bool as_bytes);

#endif
