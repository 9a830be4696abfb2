/* Exception groups: several exceptions raised together, and taking them apart by kind, as except*
 * does. */
#include <config.h>

#include "runtime/exception.h"

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/hooks.h"
#include "runtime/list.h"
#include "runtime/names.h"
#include "runtime/str.h"

static wf_slot *field(wf_value self, size_t index) { return &wf_to_exception(self)->extra[index]; }
static wf_value members_of(wf_value group) {
  return wf_slot_acquire(field(group, WF_GROUP_EXCEPTIONS));
}
static bool is_group(wf_value v) { return wf_exception_matches(v, &wf_exc_BaseExceptionGroup); }

/* --- Making groups --- */

static bool is_sequence(wf_value v) {
  const wf_type *type = wf_type_of(v);
  return type->slots.getitem && !wf_is_dict(v) && !(wf_type_flags_of(v) & WF_TYPE_MAPPING);
}

/* The members as a tuple; *base: there are some that are not Exceptions. */
static wf_value check_members(wf_value members, bool *base) {
  if (!is_sequence(members))
    return wf_raise(&wf_exc_TypeError, "second argument (exceptions) must be a sequence");
  wf_value tuple = wf_tuple_from_iterable(members);
  if (tuple == WF_ERROR) return WF_ERROR;
  if (wf_tuple_length(tuple) == 0)
    return wf_raise(&wf_exc_ValueError,
                    "second argument (exceptions) must be a non-empty sequence");
  *base = false;
  for (size_t i = 0; i < wf_tuple_length(tuple); i++) {
    wf_value v = wf_tuple_get(tuple, i);
    if (!wf_is_exception(v))
      return wf_raise(&wf_exc_ValueError,
                      "Item %zu of second argument (exceptions) is not an exception", i);
    if (!wf_exception_matches(v, &wf_exc_Exception)) *base = true;
  }
  return tuple;
}

static wf_value group_new(wf_type *cls, const wf_value *args, size_t npos,
                          WF_UNUSED wf_value kwnames) {
  if (npos != 2)
    return wf_raise(&wf_exc_TypeError,
                    "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", npos);
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError,
                    "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                    args[0] == WF_NONE ? "None" : wf_type_name_of(args[0]));
  bool base = false;
  wf_value members = check_members(args[1], &base);
  if (members == WF_ERROR) return WF_ERROR;
  if (cls == &wf_exc_BaseExceptionGroup && !base) cls = &wf_exc_ExceptionGroup;
  else if (cls == &wf_exc_ExceptionGroup && base)
    return wf_raise(&wf_exc_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  else if (base && wf_type_is_subtype(cls, &wf_exc_Exception))
    return wf_raise(&wf_exc_TypeError, "Cannot nest BaseExceptions in '%s'", wf_type_name(cls));
  wf_value self = wf_exception_base_new(cls, args, npos, WF_EMPTY);
  if (self == WF_ERROR) return WF_ERROR;
  wf_slot_set(field(self, WF_GROUP_MESSAGE), args[0]);
  wf_slot_set(field(self, WF_GROUP_EXCEPTIONS), members);
  return self;
}

static wf_value make_group(wf_value message, wf_value members) {
  wf_value args[2] = {message, members};
  return wf_exception_new(&wf_exc_BaseExceptionGroup, args, 2);
}

static wf_value group_str(wf_value self) {
  size_t count = wf_tuple_length(members_of(self));
  return wf_str_format("%S (%zu sub-exception%s)",
                       wf_exception_field(field(self, WF_GROUP_MESSAGE)), count,
                       count == 1 ? "" : "s");
}

/* --- Taking groups apart --- */

/* Which exceptions are wanted: a class or tuple of classes, what a function says, or the single
   exceptions of a list (by identity). */
typedef struct matcher {
  enum { MATCH_TYPES, MATCH_FUNCTION, MATCH_LEAVES } kind;
  wf_value value;
} matcher;

typedef struct parts {
  wf_value match, rest; /* exceptions, or None */
} parts;

static bool is_exception_class(wf_value v) {
  return wf_is_type(v) && wf_type_is_subtype(wf_to_type(v), &wf_exc_BaseException);
}

static bool read_matcher(wf_value condition, matcher *m) {
  m->value = condition;
  m->kind = wf_hooks.is_script_function(condition) ? MATCH_FUNCTION : MATCH_TYPES;
  if (m->kind == MATCH_FUNCTION || is_exception_class(condition)) return true;
  bool good = wf_is_tuple(condition);
  for (size_t i = 0; good && i < wf_tuple_length(condition); i++)
    good = is_exception_class(wf_tuple_get(condition, i));
  if (!good)
    wf_raise(&wf_exc_TypeError, "expected a function, exception type or tuple of exception types");
  return good;
}

/* 1, 0, -1 */
static int matches(wf_value exception, const matcher *m) {
  if (m->kind == MATCH_FUNCTION) {
    wf_value v = wf_call1(m->value, exception);
    return v == WF_ERROR ? -1 : wf_truth(v);
  }
  if (m->kind == MATCH_LEAVES) {
    if (is_group(exception)) return 0;
    for (size_t i = 0; i < wf_list_length(m->value); i++)
      if (wf_list_get(m->value, i) == exception) return 1;
    return 0;
  }
  if (wf_is_type(m->value)) return wf_exception_matches(exception, wf_to_type(m->value));
  for (size_t i = 0; i < wf_tuple_length(m->value); i++)
    if (wf_exception_matches(exception, wf_to_type(wf_tuple_get(m->value, i)))) return 1;
  return 0;
}

/* A group like `original` with these members, made by its derive(); None when there are none. */
static wf_value subset(wf_value original, wf_value members) {
  if (wf_list_length(members) == 0) return WF_NONE;
  wf_value group = wf_call_method1(original, wf_str_intern_c("derive"), members), notes;
  if (group == WF_ERROR) return WF_ERROR;
  if (!wf_is_exception(group) || !is_group(group))
    return wf_raise(&wf_exc_TypeError, "derive must return an instance of BaseExceptionGroup");
  const wf_exception *from = wf_to_exception(original);
  wf_exception *to = wf_to_exception(group);
  wf_slot_set(&to->traceback, wf_slot_acquire(&from->traceback));
  wf_slot_set(&to->context, wf_slot_acquire(&from->context));
  wf_slot_set(&to->cause, wf_slot_acquire(&from->cause));
  wf_slot_set(&to->suppress_context, wf_slot_acquire(&from->suppress_context));
  int found = wf_getattr_optional(original, wf_names.__notes__, &notes);
  if (found < 0) return WF_ERROR;
  if (!found || !is_sequence(notes)) return group;
  wf_value copy = wf_list_from_iterable(notes);
  return copy != WF_ERROR && wf_setattr(group, wf_names.__notes__, copy) == 0 ? group : WF_ERROR;
}

static bool split(wf_value exception, const matcher *m, bool want_rest, parts *p);

static bool split_members(wf_value group, const matcher *m, bool want_rest, parts *p) {
  wf_value match = wf_list_new(0), rest = wf_list_new(0), members = members_of(group);
  for (size_t i = 0; i < wf_tuple_length(members); i++) {
    parts inner;
    if (!split(wf_tuple_get(members, i), m, want_rest, &inner)) return false;
    if (inner.match != WF_NONE && !wf_list_append(match, inner.match)) return false;
    if (inner.rest != WF_NONE && !wf_list_append(rest, inner.rest)) return false;
  }
  p->match = subset(group, match);
  if (p->match == WF_ERROR) return false;
  if (want_rest) p->rest = subset(group, rest);
  return p->rest != WF_ERROR;
}

static bool split(wf_value exception, const matcher *m, bool want_rest, parts *p) {
  *p = (parts){WF_NONE, WF_NONE};
  int match = matches(exception, m);
  if (match < 0) return false;
  if (match) {
    p->match = exception;
    return true;
  }
  if (!is_group(exception)) {
    if (want_rest) p->rest = exception;
    return true;
  }
  if (!wf_recursion_enter(" in exceptiongroup_split_recursive")) return false;
  bool done = split_members(exception, m, want_rest, p);
  wf_recursion_leave();
  return done;
}

WF_NATIVE(group_split) {
  matcher m;
  parts p;
  if (!read_matcher(args[1], &m) || !split(args[0], &m, true, &p)) return WF_ERROR;
  return wf_tuple_of(2, p.match, p.rest);
}

WF_NATIVE(group_subgroup) {
  matcher m;
  parts p;
  return read_matcher(args[1], &m) && split(args[0], &m, false, &p) ? p.match : WF_ERROR;
}

WF_NATIVE(group_derive) {
  return make_group(wf_exception_field(field(args[0], WF_GROUP_MESSAGE)), args[1]);
}

WF_NATIVE(group_class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

/* --- except* --- */

/* Derived from the same exception, untouched since. */
static bool same_origin(wf_value a, wf_value b) {
  const wf_exception *x = wf_to_exception(a), *y = wf_to_exception(b);
  return wf_exception_field(&x->traceback) == wf_exception_field(&y->traceback) &&
         wf_exception_field(&x->cause) == wf_exception_field(&y->cause) &&
         wf_exception_field(&x->context) == wf_exception_field(&y->context);
}

static bool collect_leaves(wf_value exception, wf_value leaves) {
  if (!is_group(exception)) return wf_list_append(leaves, exception);
  if (!wf_recursion_enter(" in collect_exception_group_leaf_ids")) return false;
  wf_value members = members_of(exception);
  bool done = true;
  for (size_t i = 0; done && i < wf_tuple_length(members); i++)
    done = collect_leaves(wf_tuple_get(members, i), leaves);
  wf_recursion_leave();
  return done;
}

wf_value wf_exception_combine_star(wf_value original, wf_value raised) {
  size_t count = wf_list_length(raised);
  if (count == 0) return WF_NONE;
  if (!is_group(original)) return wf_list_get(raised, 0); /* one clause took it, or none */
  wf_value fresh = wf_list_new(0), leaves = wf_list_new(0);
  for (size_t i = 0; i < count; i++) {
    wf_value e = wf_list_get(raised, i);
    if (e == WF_NONE || e == WF_EMPTY) continue;
    if (same_origin(e, original) ? !collect_leaves(e, leaves) : !wf_list_append(fresh, e))
      return WF_ERROR;
  }
  matcher m = {MATCH_LEAVES, leaves};
  parts again;
  if (!split(original, &m, false, &again)) return WF_ERROR;
  if (wf_list_length(fresh) == 0) return again.match;
  if (again.match != WF_NONE && !wf_list_append(fresh, again.match)) return WF_ERROR;
  return wf_list_length(fresh) == 1 ? wf_list_get(fresh, 0) : make_group(wf_str_empty, fresh);
}

static const wf_native_def methods[] = {
    {"derive", group_derive, "(self, excs, /)", "A group like this one of other exceptions.", 0},
    {"split", group_split, "(self, condition, /)", "The matching part and the rest.", 0},
    {"subgroup", group_subgroup, "(self, condition, /)", "The matching part, or None.", 0},
    {"__class_getitem__", group_class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS},
    {0},
};
static const wf_member_def members[] = {
    {"message", WF_MEMBER_VALUE_READONLY,
     offsetof(wf_exception, extra) + WF_GROUP_MESSAGE * sizeof(wf_slot),
     "What the group is about."},
    {"exceptions", WF_MEMBER_VALUE_READONLY,
     offsetof(wf_exception, extra) + WF_GROUP_EXCEPTIONS * sizeof(wf_slot),
     "The members, a tuple."},
    {0},
};
const wf_exception_layout wf_exception_layout_GROUP = {.size = WF_EXCEPTION_SIZE(2),
                                                       .new = group_new,
                                                       .init = wf_exception_base_init,
                                                       .str = group_str,
                                                       .methods = methods,
                                                       .members = members};
