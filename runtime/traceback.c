/* Traceback objects: one for each frame that an exception passed. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/hooks.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/str.h"

static wf_traceback *to_traceback(wf_value v) { return (wf_traceback *)wf_to_object(v); }
static bool is_traceback(wf_value v) { return wf_has_root_shape(v, &wf_traceback_type); }

static wf_value make(wf_value next, wf_value frame, int32_t lasti, int32_t lineno) {
  wf_traceback *t = wf_object_new(&wf_traceback_type);
  wf_slot_set(&t->next, next);
  t->frame = frame;
  t->lasti = lasti;
  t->lineno = lineno;
  return wf_from_object(t);
}

/* Threads may raise one exception at the same time. */
void wf_traceback_add(wf_value exception, wf_value frame, int32_t lasti, int32_t lineno) {
  wf_slot *head = &wf_to_exception(exception)->traceback;
  wf_value next = wf_slot_acquire(head);
  wf_value entry = make(next == WF_EMPTY ? WF_NONE : next, frame, lasti, lineno);
  while (!atomic_compare_exchange_weak(head, &next, entry))
    wf_slot_set(&to_traceback(entry)->next, next == WF_EMPTY ? WF_NONE : next);
}

static wf_value get_next(wf_value self) { return wf_exception_field(&to_traceback(self)->next); }
static wf_value get_frame(wf_value self) { return to_traceback(self)->frame; }
static wf_value get_lasti(wf_value self) { return wf_small_int(to_traceback(self)->lasti); }
static wf_value get_lineno(wf_value self) { return wf_small_int(to_traceback(self)->lineno); }

/* Makes it the next one, unless that would close a ring. All links that are set anew are set under
   one lock: two threads could close a ring together. */
static bool link_to(wf_value self, wf_value next) {
  static _Atomic(uint8_t) lock;
  wf_lock_byte(&lock);
  wf_value t = next;
  while (t != WF_NONE && t != self) t = get_next(t);
  if (t == WF_NONE) wf_slot_set(&to_traceback(self)->next, next);
  wf_unlock_byte(&lock);
  return t == WF_NONE;
}

static int set_next(wf_value self, wf_value v) {
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "can't delete tb_next attribute");
    return -1;
  }
  if (v != WF_NONE && !is_traceback(v)) {
    wf_raise(&wf_exc_TypeError, "expected traceback object, got '%T'", v);
    return -1;
  }
  if (link_to(self, v)) return 0;
  wf_raise(&wf_exc_ValueError, "traceback loop detected");
  return -1;
}

static wf_value new (WF_UNUSED wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[4];
  int lasti, lineno;
  if (!WF_BIND("TracebackType", "(tb_next, tb_frame, tb_lasti, tb_lineno)", args, npos, kwnames, a))
    return WF_ERROR;
  if (wf_type_of(a[1]) != wf_hooks.frame_type)
    return wf_raise(&wf_exc_TypeError, "TracebackType() argument 'tb_frame' must be frame, not %s",
                    a[1] == WF_NONE ? "None" : wf_type_name_of(a[1]));
  if (!wf_arg_int(a[2], &lasti) || !wf_arg_int(a[3], &lineno)) return WF_ERROR;
  if (a[0] != WF_NONE && !is_traceback(a[0]))
    return wf_raise(&wf_exc_TypeError, "expected traceback object or None, got '%T'", a[0]);
  return make(a[0], a[1], lasti, lineno);
}

WF_NATIVE(traceback_dir) {
  return wf_list_from_iterable(wf_tuple_of(4, wf_str_intern_c("tb_frame"),
                                           wf_str_intern_c("tb_next"), wf_str_intern_c("tb_lasti"),
                                           wf_str_intern_c("tb_lineno")));
}

static const wf_native_def methods[] = {{"__dir__", traceback_dir, "(self, /)", NULL, 0}, {0}};
static const wf_getset_def getsets[] = {
    {"tb_frame", get_frame, NULL, NULL},
    {"tb_next", get_next, set_next, NULL},
    {"tb_lasti", get_lasti, NULL, NULL},
    {"tb_lineno", get_lineno, NULL, NULL},
    {0},
};
wf_type wf_traceback_type = {.name = "traceback",
                             .doc = "A frame that an exception passed.",
                             .instance_size = sizeof(wf_traceback),
                             .slots = {.new = new},
                             .methods = methods,
                             .getsets = getsets};
