/* What the files of the public interface (api_*.c) share: coming in, checking what the host passes,
   going out with a status. */
#ifndef WF_API_H
#define WF_API_H

#include "runtime/entry.h"
#include "runtime/error.h"

/* Says on stderr what is wrong with a call: "weft: weft_call: argument 1 (callee) ...".
   WEFT_ERR_MISUSE. */
weft_status wf_api_misuse(const char *function, const char *format, ...) WF_PRINTF(2, 3);
/* The same after leaving. */
weft_status wf_api_bad_argument(const wf_entry *e, const char *function, int number,
                                const char *name, const char *what);
/* Leaves with TypeError: "weft_list_append() argument 1 (list) must be list, not str". */
weft_status wf_api_bad_type(const wf_entry *e, const char *function, int number, const char *name,
                            const char *wanted, wf_value v);
weft_status wf_api_pending(const wf_entry *e, const char *function);
/* Leaves after a failure: with the exception pending, or because the thread is to unwind. */
weft_status wf_api_fail(const wf_entry *e);

static inline weft_status wf_api_enter(wf_entry *e, const char *function) {
  weft_status status = wf_entry_begin(e);
#ifdef WF_API_CHECKS
  if (WF_LIKELY(status == WEFT_OK) &&
      WF_UNLIKELY(wf_slot_get(&e->thread->pending) != WF_EMPTY))
    return wf_api_pending(e, function);
#else
  (void)function;
#endif
  return status;
}

/* Begins a public function: `wf_entry e` is the entry. */
#define WF_API_ENTER                                                                               \
  wf_entry e;                                                                                      \
  weft_status entered_ = wf_api_enter(&e, __func__);                                               \
  if (WF_UNLIKELY(entered_ != WEFT_OK)) return entered_

#ifdef WF_API_CHECKS
#define WF_API_CHECK(condition, number, name, what)                                                \
  if (WF_UNLIKELY(!(condition))) return wf_api_bad_argument(&e, __func__, number, name, what)
#else
#define WF_API_CHECK(condition, number, name, what) ((void)0)
#endif
#define WF_API_POINTER(pointer, number) WF_API_CHECK(pointer, number, #pointer, "must not be NULL")
/* A value, not the word of a variable that nothing was assigned to. */
#define WF_API_VALUE(v, number)                                                                    \
  WF_API_CHECK((v).word != WF_EMPTY && (v).word != WF_ERROR, number, #v, "is no value")
#define WF_API_TYPE(condition, v, number, wanted)                                                  \
  if (WF_UNLIKELY(!(condition)))                                                                   \
    return wf_api_bad_type(&e, __func__, number, #v, wanted, (v).word)

static inline weft_status wf_api_ok(const wf_entry *e) {
  wf_entry_end(e);
  return WEFT_OK;
}
static inline weft_status wf_api_done(const wf_entry *e, bool ok) {
  return WF_LIKELY(ok) ? wf_api_ok(e) : wf_api_fail(e);
}
/* v, or WF_ERROR; out may be NULL. */
static inline weft_status wf_api_result(const wf_entry *e, wf_value v, weft_value *out) {
  if (WF_UNLIKELY(v == WF_ERROR)) return wf_api_fail(e);
  if (out) out->word = v;
  return wf_api_ok(e);
}
/* For weft_value arrays, which are wf_value arrays. */
static inline const wf_value *wf_api_array(const weft_value *values) {
  return values ? &values->word : NULL;
}

/* Text of the host's, which is to be UTF-8; WF_ERROR: UnicodeDecodeError. */
wf_value wf_api_text(const char *text, size_t size);
wf_value wf_api_name(const char *name); /* interned */
/* Declares `variable`: the name that the host gave. */
#define WF_API_NAME(variable, name)                                                                \
  wf_value variable = wf_api_name(name);                                                           \
  if (WF_UNLIKELY(variable == WF_ERROR)) return wf_api_fail(&e)

/* The built-in exception type of that name, or what "module.Name" is; NULL: there is none. */
wf_type *wf_api_exception_type(const char *name);

#endif
