/* The built-in exception types: the tree of exceptions.def, what all exceptions share, and the
   layouts with few fields of their own. OSError, SyntaxError with the Unicode errors, and groups
   have their own files. */
#include <config.h>

#include "runtime/exception.h"

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/names.h"
#include "runtime/mutex.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- What all exceptions share --- */

wf_value wf_exception_base_new(wf_type *cls, const wf_value *args, size_t npos,
                               WF_UNUSED wf_value kwnames) {
  wf_value tuple = wf_tuple_from_array(args, npos);
  if (tuple == WF_ERROR) return WF_ERROR;
  wf_exception *e = wf_object_new(cls);
  wf_slot_set(&e->args, tuple);
  wf_slot_set(&e->traceback, WF_NONE);
  wf_slot_set(&e->context, WF_NONE);
  wf_slot_set(&e->cause, WF_NONE);
  wf_slot_set(&e->suppress_context, WF_FALSE);
  return wf_from_object(e);
}

bool wf_exception_no_keywords(const wf_type *type, wf_value kwnames) {
  if (kwnames == WF_EMPTY || wf_tuple_length(kwnames) == 0) return true;
  wf_raise(&wf_exc_TypeError, "%s() takes no keyword arguments", wf_type_name(type));
  return false;
}

static bool same_items(wf_value tuple, const wf_value *items, size_t count) {
  return wf_tuple_length(tuple) == count &&
         (count == 0 || memcmp(wf_to_tuple(tuple)->items, items, count * sizeof *items) == 0);
}

static bool keep_args(wf_value self, const wf_value *args, size_t npos) {
  wf_slot *slot = &wf_to_exception(self)->args;
  if (same_items(wf_slot_acquire(slot), args, npos)) return true; /* __new__ did it */
  wf_value tuple = wf_tuple_from_array(args, npos);
  if (tuple == WF_ERROR) return false;
  wf_slot_set(slot, tuple);
  return true;
}

int wf_exception_base_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_exception_no_keywords(wf_type_of(self), kwnames)) return -1;
  return keep_args(self, args, npos) ? 0 : -1;
}

static wf_value args_of(wf_value self) { return wf_slot_acquire(&wf_to_exception(self)->args); }

wf_value wf_exception_base_str(wf_value self) {
  wf_value args = args_of(self);
  switch (wf_tuple_length(args)) {
  case 0: return wf_str_empty;
  case 1: return wf_to_str(wf_tuple_get(args, 0));
  default: return wf_to_str(args);
  }
}

static wf_value base_repr(wf_value self) {
  wf_value args = args_of(self);
  const char *name = wf_type_name_of(self);
  return wf_tuple_length(args) == 1 ? wf_str_format("%s(%R)", name, wf_tuple_get(args, 0))
                                    : wf_str_format("%s%R", name, args);
}

static wf_value get_args(wf_value self) { return args_of(self); }
static int set_args(wf_value self, wf_value v) {
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "args may not be deleted");
    return -1;
  }
  v = wf_tuple_from_iterable(v);
  if (v == WF_ERROR) return -1;
  wf_slot_set(&wf_to_exception(self)->args, v);
  return 0;
}

static bool is_traceback(wf_value v) { return wf_has_root_shape(v, &wf_traceback_type); }

static wf_value get_traceback(wf_value self) {
  return wf_exception_field(&wf_to_exception(self)->traceback);
}
static int set_traceback(wf_value self, wf_value v) {
  if (v != WF_EMPTY && (v == WF_NONE || is_traceback(v))) {
    wf_slot_set(&wf_to_exception(self)->traceback, v);
    return 0;
  }
  wf_raise(&wf_exc_TypeError, v == WF_EMPTY ? "__traceback__ may not be deleted"
                                            : "__traceback__ must be a traceback or None");
  return -1;
}

static bool check_link(wf_value v, const char *attribute, const char *noun) {
  if (v == WF_EMPTY) wf_raise(&wf_exc_TypeError, "%s may not be deleted", attribute);
  else if (v != WF_NONE && !wf_is_exception(v))
    wf_raise(&wf_exc_TypeError, "exception %s must be None or derive from BaseException", noun);
  else return true;
  return false;
}
static wf_value get_context(wf_value self) {
  return wf_exception_field(&wf_to_exception(self)->context);
}
static int set_context(wf_value self, wf_value v) {
  if (!check_link(v, "__context__", "context")) return -1;
  wf_slot_set(&wf_to_exception(self)->context, v);
  return 0;
}
static wf_value get_cause(wf_value self) {
  return wf_exception_field(&wf_to_exception(self)->cause);
}
static int set_cause(wf_value self, wf_value v) {
  if (!check_link(v, "__cause__", "cause")) return -1;
  wf_slot_set(&wf_to_exception(self)->cause, v);
  wf_slot_set(&wf_to_exception(self)->suppress_context, WF_TRUE);
  return 0;
}
static wf_value get_suppress(wf_value self) {
  return wf_bool(wf_slot_acquire(&wf_to_exception(self)->suppress_context) == WF_TRUE);
}
static int set_suppress(wf_value self, wf_value v) {
  if (v != WF_EMPTY && wf_is_bool(v)) {
    wf_slot_set(&wf_to_exception(self)->suppress_context, v);
    return 0;
  }
  wf_raise(&wf_exc_TypeError, v == WF_EMPTY ? "can't delete numeric/char attribute"
                                            : "attribute value type must be bool");
  return -1;
}

static wf_value get_dict(wf_value self) { return wf_attr_dict(self); }
static int set_dict(wf_value self, wf_value v) {
  if (v != WF_EMPTY && wf_is_dict(v)) return wf_attr_set_dict(self, v) ? 0 : -1;
  if (v == WF_EMPTY) wf_raise(&wf_exc_TypeError, "cannot delete __dict__");
  else wf_raise(&wf_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
  return -1;
}

WF_NATIVE(with_traceback) { return set_traceback(args[0], args[1]) < 0 ? WF_ERROR : args[0]; }

/* The list of notes, made if there is none: 1, or -1. Of two threads that find none, one makes it.
 */
static int make_notes(wf_value self, wf_value *notes) {
  static wf_mutex making;
  const wf_type *type = wf_type_of(self); /* no script code is to run in turn */
  bool alone = type->slots.setattr == wf_generic_setattr &&
               type->slots.getattr == wf_generic_getattr &&
               wf_type_lookup(type, wf_names.__notes__) == WF_EMPTY;
  if (alone && wf_mutex_acquire(&making, -1, WF_WAIT_FOR(OBJECT, self, NULL)) < 0) return -1;
  int found = alone ? wf_getattr_optional(self, wf_names.__notes__, notes) : 0;
  if (found == 0) {
    *notes = wf_list_new(1);
    found = wf_setattr(self, wf_names.__notes__, *notes) < 0 ? -1 : 1;
  }
  if (alone) wf_mutex_release(&making);
  return found;
}

WF_NATIVE(add_note) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "note must be a str, not '%T'", args[1]);
  wf_value notes;
  int found = wf_getattr_optional(args[0], wf_names.__notes__, &notes);
  if (found == 0) found = make_notes(args[0], &notes);
  if (found < 0) return WF_ERROR;
  if (!wf_is_list(notes))
    return wf_raise(&wf_exc_TypeError, "Cannot add note: __notes__ is not a list");
  return wf_list_append(notes, args[1]) ? WF_NONE : WF_ERROR;
}

wf_value wf_exception_reduce(wf_value self, wf_value args, wf_value state) {
  if (args == WF_ERROR || state == WF_ERROR) return WF_ERROR;
  wf_value type = wf_from_type(wf_type_of(self));
  return state == WF_EMPTY || wf_dict_count(state) == 0 ? wf_tuple_of(2, type, args)
                                                        : wf_tuple_of(3, type, args, state);
}

WF_NATIVE(base_reduce) {
  return wf_exception_reduce(args[0], args_of(args[0]), wf_attr_snapshot(args[0]));
}

WF_NATIVE(base_setstate) {
  if (args[1] == WF_NONE) return WF_NONE;
  if (!wf_is_dict(args[1])) return wf_raise(&wf_exc_TypeError, "state is not a dictionary");
  wf_value key, value;
  for (size_t position = 0; wf_dict_next(args[1], &position, &key, &value);)
    if (wf_setattr(args[0], key, value) < 0) return WF_ERROR;
  return WF_NONE;
}

static const wf_native_def base_methods[] = {
    {"with_traceback", with_traceback, "(self, tb, /)", "Set __traceback__ and return self.", 0},
    {"add_note", add_note, "(self, note, /)", "Add a text that is shown below the message.", 0},
    {"__reduce__", base_reduce, "(self, /)", NULL, 0},
    {"__setstate__", base_setstate, "(self, state, /)", NULL, 0},
    {0},
};
static const wf_getset_def base_getsets[] = {
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "The exception being handled when this one came."},
    {"__cause__", get_cause, set_cause, "The exception that `raise ... from` named."},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    {0},
};

/* --- Layouts with few fields --- */

/* Keyword arguments go into the fields of the same place as their name in `names` (NULL-ended, from
   field `first` on), each field at once: an exception may be initialized again. */
enum { MOST_KEYWORDS = 2 };
static bool take_keywords(wf_value self, const wf_value *values, wf_value kwnames,
                          const char *const *names, size_t first, const char *type_name) {
  size_t count = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames);
  wf_value fields[MOST_KEYWORDS] = {WF_NONE, WF_NONE};
  for (size_t i = 0; i < count; i++) {
    size_t k = 0;
    while (names[k] && !wf_str_equal_c(wf_tuple_get(kwnames, i), names[k])) k++;
    if (!names[k]) {
      wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for %s()",
               wf_tuple_get(kwnames, i), type_name);
      return false;
    }
    fields[k] = values[i];
  }
  for (size_t k = 0; names[k]; k++)
    wf_slot_set(&wf_to_exception(self)->extra[first + k], fields[k]);
  return true;
}

static int stopiteration_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (wf_exception_base_init(self, args, npos, kwnames) < 0) return -1;
  wf_slot_set(&wf_to_exception(self)->extra[WF_STOPITERATION_VALUE], npos ? args[0] : WF_NONE);
  return 0;
}

static int systemexit_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (wf_exception_base_init(self, args, npos, kwnames) < 0) return -1;
  wf_value code = npos == 0 ? WF_NONE : npos == 1 ? args[0] : args_of(self);
  wf_slot_set(&wf_to_exception(self)->extra[WF_SYSTEMEXIT_CODE], code);
  return 0;
}

static int attributeerror_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  static const char *const names[] = {"name", "obj", NULL};
  return keep_args(self, args, npos) && take_keywords(self, args + npos, kwnames, names,
                                                      WF_ATTRIBUTEERROR_NAME, "AttributeError")
             ? 0
             : -1;
}

static int nameerror_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  static const char *const names[] = {"name", NULL};
  return keep_args(self, args, npos) &&
                 take_keywords(self, args + npos, kwnames, names, WF_NAMEERROR_NAME, "NameError")
             ? 0
             : -1;
}

static int importerror_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  static const char *const names[] = {"name", "path", NULL};
  if (!keep_args(self, args, npos) ||
      !take_keywords(self, args + npos, kwnames, names, WF_IMPORTERROR_NAME, "ImportError"))
    return -1;
  wf_slot_set(&wf_to_exception(self)->extra[WF_IMPORTERROR_MSG], npos == 1 ? args[0] : WF_NONE);
  return 0;
}
static wf_value importerror_str(wf_value self) {
  wf_value msg = wf_exception_field(&wf_to_exception(self)->extra[WF_IMPORTERROR_MSG]);
  return wf_is_str_exact(msg) ? msg : wf_exception_base_str(self);
}
WF_NATIVE(importerror_reduce) {
  wf_value state = wf_attr_snapshot(args[0]);
  wf_exception *e = wf_to_exception(args[0]);
  wf_value name = wf_exception_field(&e->extra[WF_IMPORTERROR_NAME]);
  wf_value path = wf_exception_field(&e->extra[WF_IMPORTERROR_PATH]);
  if (state == WF_ERROR || (name != WF_NONE && !wf_dict_set(state, wf_names.name, name)) ||
      (path != WF_NONE && !wf_dict_set(state, wf_names.path, path)))
    return WF_ERROR;
  return wf_exception_reduce(args[0], args_of(args[0]), state);
}

static wf_value keyerror_str(wf_value self) {
  wf_value args = args_of(self);
  return wf_tuple_length(args) == 1 ? wf_repr(wf_tuple_get(args, 0)) : wf_exception_base_str(self);
}

static const wf_member_def stopiteration_members[] = {
    WF_EXCEPTION_MEMBER("value", WF_STOPITERATION_VALUE), {0}};
static const wf_member_def systemexit_members[] = {WF_EXCEPTION_MEMBER("code", WF_SYSTEMEXIT_CODE),
                                                   {0}};
static const wf_member_def nameerror_members[] = {WF_EXCEPTION_MEMBER("name", WF_NAMEERROR_NAME),
                                                  {0}};
static const wf_member_def attributeerror_members[] = {
    WF_EXCEPTION_MEMBER("name", WF_ATTRIBUTEERROR_NAME),
    WF_EXCEPTION_MEMBER("obj", WF_ATTRIBUTEERROR_OBJ),
    {0}};
static const wf_member_def importerror_members[] = {
    WF_EXCEPTION_MEMBER("msg", WF_IMPORTERROR_MSG),
    WF_EXCEPTION_MEMBER("name", WF_IMPORTERROR_NAME),
    WF_EXCEPTION_MEMBER("path", WF_IMPORTERROR_PATH),
    {0}};
static const wf_native_def importerror_methods[] = {
    {"__reduce__", importerror_reduce, "(self, /)", NULL, 0}, {0}};

static const wf_exception_layout wf_exception_layout_BASE = {.size = WF_EXCEPTION_SIZE(0),
                                                             .new = wf_exception_base_new,
                                                             .init = wf_exception_base_init,
                                                             .str = wf_exception_base_str,
                                                             .methods = base_methods,
                                                             .getsets = base_getsets},
                                 wf_exception_layout_STOPITERATION = {.size = WF_EXCEPTION_SIZE(1),
                                                                      .init = stopiteration_init,
                                                                      .members =
                                                                          stopiteration_members},
                                 wf_exception_layout_SYSTEMEXIT = {.size = WF_EXCEPTION_SIZE(1),
                                                                   .init = systemexit_init,
                                                                   .members = systemexit_members},
                                 wf_exception_layout_NAMEERROR = {.size = WF_EXCEPTION_SIZE(1),
                                                                  .init = nameerror_init,
                                                                  .members = nameerror_members},
                                 wf_exception_layout_ATTRIBUTEERROR = {.size = WF_EXCEPTION_SIZE(2),
                                                                       .init = attributeerror_init,
                                                                       .members =
                                                                           attributeerror_members},
                                 wf_exception_layout_IMPORTERROR = {.size = WF_EXCEPTION_SIZE(3),
                                                                    .init = importerror_init,
                                                                    .str = importerror_str,
                                                                    .methods = importerror_methods,
                                                                    .members = importerror_members},
                                 wf_exception_layout_KEYERROR = {.size = WF_EXCEPTION_SIZE(0),
                                                                 .str = keyerror_str};

/* --- The tree --- */

#define wf_exc_NULL wf_object_type
#define WF_EXCEPTION(id, parent, layout, text)     \
  wf_type wf_exc_##id = {.name = #id,              \
                         .doc = text,              \
                         .base = &wf_exc_##parent, \
                         .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_IS_EXCEPTION};
#include "runtime/exceptions.def"

static const struct row {
  wf_type *type, *base;
  const wf_exception_layout *layout;
} rows[] = {
#define WF_EXCEPTION(id, parent, layout, text) \
  {&wf_exc_##id, &wf_exc_##parent, &wf_exception_layout_##layout},
#include "runtime/exceptions.def"
};

static const wf_exception_layout *layout_of(const wf_type *type) {
  for (size_t i = 0; i < WF_COUNT(rows); i++)
    if (rows[i].type == type) return rows[i].layout;
  return NULL;
}

static void apply_layout(wf_type *type, const wf_exception_layout *layout) {
  type->instance_size = layout->size;
  type->slots.new = layout->new;
  type->slots.init = layout->init;
  type->slots.str = layout->str;
  type->methods = layout->methods;
  type->getsets = layout->getsets;
  type->members = layout->members;
}

/* ExceptionGroup is an Exception too. */
static bool add_second_base(void) {
  wf_type *type = &wf_exc_ExceptionGroup;
  wf_slot_set(&type->bases, wf_tuple_of(2, wf_from_type(&wf_exc_BaseExceptionGroup),
                                        wf_from_type(&wf_exc_Exception)));
  wf_slot_set(&type->mro,
              wf_tuple_of(5, wf_from_type(type), wf_from_type(&wf_exc_BaseExceptionGroup),
                          wf_from_type(&wf_exc_Exception), wf_from_type(&wf_exc_BaseException),
                          wf_from_type(&wf_object_type)));
  return wf_type_add_subclass(&wf_exc_Exception, type);
}

bool wf_exception_init(void) {
  if (atomic_load(&wf_exc_BaseException.flags) & WF_TYPE_READY) return true; /* an earlier life */
  wf_exc_BaseException.slots.repr = base_repr;
  for (size_t i = 0; i < WF_COUNT(rows); i++) {
    if (rows[i].layout != layout_of(rows[i].base)) apply_layout(rows[i].type, rows[i].layout);
    if (!wf_type_ready(rows[i].type)) return false;
  }
  return add_second_base() && wf_type_ready(&wf_traceback_type);
}

/* --- Classes of native modules --- */

bool wf_exception_make_class(wf_slot *slot, const char *module, const char *name, wf_value bases,
                             const char *doc) {
  if (wf_slot_acquire(slot) != WF_EMPTY) return true;
  wf_value namespace = wf_dict_new();
  wf_dict_set_c(namespace, "__module__", wf_str_intern_c(module));
  if (doc) wf_dict_set_c(namespace, "__doc__", wf_str_from_c(doc));
  wf_value class = wf_call3(wf_from_type(&wf_type_type), wf_str_from_c(name), bases, namespace);
  if (class == WF_ERROR) return false;
  wf_slot_set(slot, class);
  return true;
}

wf_type *wf_exception_class(const wf_slot *slot, wf_type *otherwise) {
  wf_value class = wf_slot_acquire(slot);
  return class == WF_EMPTY ? otherwise : wf_to_type(class);
}
