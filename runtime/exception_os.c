/* OSError: its fields, and the subclasses that stand for single error numbers. */
#include <config.h>

#include "runtime/exception.h"

#include <errno.h>

#include "runtime/attribute.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/str.h"

static const struct row {
  int number;
  wf_type *type;
} rows[] = {
    {EAGAIN, &wf_exc_BlockingIOError},
    {EALREADY, &wf_exc_BlockingIOError},
    {EINPROGRESS, &wf_exc_BlockingIOError},
    {EWOULDBLOCK, &wf_exc_BlockingIOError},
    {EPIPE, &wf_exc_BrokenPipeError},
    {ESHUTDOWN, &wf_exc_BrokenPipeError},
    {ECHILD, &wf_exc_ChildProcessError},
    {ECONNABORTED, &wf_exc_ConnectionAbortedError},
    {ECONNREFUSED, &wf_exc_ConnectionRefusedError},
    {ECONNRESET, &wf_exc_ConnectionResetError},
    {EEXIST, &wf_exc_FileExistsError},
    {ENOENT, &wf_exc_FileNotFoundError},
    {EISDIR, &wf_exc_IsADirectoryError},
    {ENOTDIR, &wf_exc_NotADirectoryError},
    {EINTR, &wf_exc_InterruptedError},
    {EACCES, &wf_exc_PermissionError},
    {EPERM, &wf_exc_PermissionError},
    {ESRCH, &wf_exc_ProcessLookupError},
    {ETIMEDOUT, &wf_exc_TimeoutError},
};

wf_type *wf_exception_os_type(int error) {
  for (size_t i = 0; i < WF_COUNT(rows); i++)
    if (rows[i].number == error) return rows[i].type;
  return &wf_exc_OSError;
}

static int os_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames);
static wf_value os_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames);

/* A class with an __init__ but no __new__ of its own gets its fields from __init__: only that knows
   which of its arguments are for OSError. All others get them from __new__. */
static bool init_fills(const wf_type *type) {
  return type->slots.init != os_init && type->slots.new == os_new;
}

static wf_slot *field(wf_value self, size_t index) { return &wf_to_exception(self)->extra[index]; }

static bool is_number(wf_value v) {
  const wf_slots *s = &wf_type_of(v)->slots;
  return wf_is_int(v) || s->unary[WF_OP_INDEX] || s->unary[WF_OP_INT] || s->unary[WF_OP_FLOAT];
}

static bool fill(wf_value self, const wf_value *args, size_t npos) {
  size_t kept = npos;
  if (npos >= 2 && npos <= 5) {
    wf_slot_set(field(self, WF_OSERROR_ERRNO), args[0]);
    wf_slot_set(field(self, WF_OSERROR_STRERROR), args[1]);
    wf_value filename = npos > 2 ? args[2] : WF_NONE, second = npos > 4 ? args[4] : WF_NONE;
    if (filename != WF_NONE && wf_type_of(self) == &wf_exc_BlockingIOError && is_number(filename)) {
      int64_t written;
      if (!wf_arg_size(filename, &written)) return false;
      wf_slot_set(field(self, WF_OSERROR_WRITTEN), wf_int_new(written));
    } else if (filename != WF_NONE) {
      wf_slot_set(field(self, WF_OSERROR_FILENAME), filename);
      if (second != WF_NONE) wf_slot_set(field(self, WF_OSERROR_FILENAME2), second);
      kept = 2;
    }
  }
  wf_value tuple = wf_tuple_from_array(args, kept);
  if (tuple == WF_ERROR) return false;
  wf_slot_set(&wf_to_exception(self)->args, tuple);
  return true;
}

static wf_value os_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  bool later = init_fills(cls);
  int64_t number;
  if (!later && !wf_exception_no_keywords(cls, kwnames)) return WF_ERROR;
  if (cls == &wf_exc_OSError && npos >= 2 && npos <= 5 && wf_is_int(args[0]) &&
      wf_int_to_int64(args[0], &number) && number >= 0 && number < INT32_MAX)
    cls = wf_exception_os_type((int)number);
  wf_value self = wf_exception_base_new(cls, args, later ? 0 : npos, WF_EMPTY);
  return self != WF_ERROR && (later || fill(self, args, npos)) ? self : WF_ERROR;
}

static int os_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  const wf_type *type = wf_type_of(self);
  if (!init_fills(type)) return 0;
  return wf_exception_no_keywords(type, kwnames) && fill(self, args, npos) ? 0 : -1;
}

static wf_value os_str(wf_value self) {
  wf_value number = wf_exception_field(field(self, WF_OSERROR_ERRNO));
  wf_value text = wf_exception_field(field(self, WF_OSERROR_STRERROR));
  wf_value filename = wf_slot_acquire(field(self, WF_OSERROR_FILENAME));
  wf_value second = wf_slot_acquire(field(self, WF_OSERROR_FILENAME2));
  if (filename != WF_EMPTY)
    return second != WF_EMPTY
               ? wf_str_format("[Errno %S] %S: %R -> %R", number, text, filename, second)
               : wf_str_format("[Errno %S] %S: %R", number, text, filename);
  if (number != WF_NONE && text != WF_NONE) return wf_str_format("[Errno %S] %S", number, text);
  return wf_exception_base_str(self);
}

WF_NATIVE(os_reduce) {
  wf_value self = args[0], tuple = wf_slot_acquire(&wf_to_exception(self)->args);
  wf_value filename = wf_slot_acquire(field(self, WF_OSERROR_FILENAME));
  wf_value second = wf_slot_acquire(field(self, WF_OSERROR_FILENAME2));
  if (wf_tuple_length(tuple) == 2 && filename != WF_EMPTY) {
    wf_value a = wf_tuple_get(tuple, 0), b = wf_tuple_get(tuple, 1);
    tuple = second == WF_EMPTY ? wf_tuple_of(3, a, b, filename)
                               : wf_tuple_of(5, a, b, filename, WF_NONE, second);
  }
  return wf_exception_reduce(self, tuple, wf_attr_snapshot(self));
}

static wf_value get_written(wf_value self) {
  wf_value v = wf_slot_acquire(field(self, WF_OSERROR_WRITTEN));
  return v != WF_EMPTY ? v : wf_raise(&wf_exc_AttributeError, "characters_written");
}
static int set_written(wf_value self, wf_value v) {
  int64_t written;
  if (v == WF_EMPTY) {
    if (atomic_exchange(field(self, WF_OSERROR_WRITTEN), WF_EMPTY) != WF_EMPTY) return 0;
    wf_raise(&wf_exc_AttributeError, "characters_written");
    return -1;
  }
  if (!wf_arg_size(v, &written)) return -1;
  wf_slot_set(field(self, WF_OSERROR_WRITTEN), wf_int_new(written));
  return 0;
}

static const wf_native_def methods[] = {{"__reduce__", os_reduce, "(self, /)", NULL, 0}, {0}};
static const wf_getset_def getsets[] = {{"characters_written", get_written, set_written, NULL},
                                        {0}};
static const wf_member_def members[] = {
    WF_EXCEPTION_MEMBER("errno", WF_OSERROR_ERRNO),
    WF_EXCEPTION_MEMBER("strerror", WF_OSERROR_STRERROR),
    WF_EXCEPTION_MEMBER("filename", WF_OSERROR_FILENAME),
    WF_EXCEPTION_MEMBER("filename2", WF_OSERROR_FILENAME2),
    {0},
};
const wf_exception_layout wf_exception_layout_OSERROR = {.size = WF_EXCEPTION_SIZE(5),
                                                         .new = os_new,
                                                         .init = os_init,
                                                         .str = os_str,
                                                         .methods = methods,
                                                         .getsets = getsets,
                                                         .members = members};
