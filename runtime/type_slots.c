/* Special methods and slots: C functions that call a script's special method, descriptors that let
   scripts call a C slot, and keeping the two in step. */
#include <config.h>

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/type.h"
#include "runtime/attribute.h"
#include "runtime/lifecycle.h"

/* --- C calls a script's method ---

   Another thread may give the object another class, or take the method from its class, between the
   look at the slot and that for the method, which is gone before the slot is another one. Where
   there is none, the operation goes on as for a class without that slot. */

/* Calls the special method of v on `type`, its class. WF_EMPTY, nothing pending: there is none. */
static wf_value call_special_by(wf_type *type, wf_value v, wf_value name, const wf_value *args,
                                size_t count) {
  wf_value self, f = wf_special_by(type, v, name, &self);
  if (f == WF_EMPTY || f == WF_ERROR) return f;
  wf_value all[4] = {self};
  if (count) memcpy(all + 1, args, count * sizeof *args);
  return self == WF_EMPTY ? wf_call(f, all + 1, count, WF_EMPTY)
                          : wf_call(f, all, count + 1, WF_EMPTY);
}

static wf_value call_special(wf_value v, wf_value name, const wf_value *args, size_t count) {
  return call_special_by(wf_type_of(v), v, name, args, count);
}

/* format: what is raised when there is none. */
#define SCRIPT_UNARY(slot, method, format)                     \
  static wf_value script_##slot(wf_value v) {                  \
    wf_value r = call_special(v, wf_names.method, NULL, 0);    \
    return r == WF_EMPTY ? wf_raise(&wf_exc_TypeError, format, v) : r; \
  }

static wf_value check_str(wf_value v, wf_value owner, const char *method) {
  if (v == WF_EMPTY) return wf_raise(&wf_exc_TypeError, "'%T' object has no %s", owner, method);
  if (v != WF_ERROR && !wf_is_str(v))
    return wf_raise(&wf_exc_TypeError, "%s returned non-string (type %T)", method, v);
  return v;
}
static wf_value script_repr(wf_value v) {
  wf_value r = call_special(v, wf_names.__repr__, NULL, 0);
  if (r == WF_EMPTY)
    return wf_str_format("<%s object at %p>", wf_type_name_of(v), (void *)(uintptr_t)v);
  return check_str(r, v, "__repr__");
}
static wf_value script_str(wf_value v) {
  return check_str(call_special(v, wf_names.__str__, NULL, 0), v, "__str__");
}
SCRIPT_UNARY(await, __await__, "object %T can't be used in 'await' expression")
SCRIPT_UNARY(aiter, __aiter__, "'%T' object is not an async iterable")
SCRIPT_UNARY(anext, __anext__, "'%T' object is not an async iterator")

static wf_value script_iter(wf_value v) { return wf_script_iter(wf_type_of(v), v); }

wf_value wf_script_iter(wf_type *type, wf_value v) {
  wf_value self, f = wf_special_by(type, v, wf_names.__iter__, &self);
  if (f == WF_ERROR) return WF_ERROR;
  if (f == WF_EMPTY) {
    wf_value (*iter)(wf_value) = type->slots.iter; /* the class of v was another one before */
    return iter && iter != script_iter ? iter(v) : wf_iter_by_items(type, v);
  }
  if (f == WF_NONE) return wf_raise(&wf_exc_TypeError, "'%T' object is not iterable", v);
  return self == WF_EMPTY ? wf_call0(f) : wf_call1(f, self);
}

static wf_value script_next(wf_value v) {
  wf_value r = call_special(v, wf_names.__next__, NULL, 0);
  if (r == WF_EMPTY && wf_type_of(v)->slots.next == script_next)
    return wf_raise(&wf_exc_TypeError, "'%T' object is not an iterator", v);
  if (r == WF_EMPTY) /* deleted while a loop goes by the slot */
    return wf_raise_value(&wf_exc_AttributeError, wf_names.__next__);
  if (r != WF_ERROR || !wf_error_is(&wf_exc_StopIteration)) return r;
  wf_value error = wf_error_fetch();
  wf_value value =
      wf_slot_acquire(&((wf_exception *)wf_to_object(error))->extra[WF_STOPITERATION_VALUE]);
  if (value == WF_EMPTY || value == WF_NONE) return WF_EMPTY;
  wf_error_restore(error);
  return WF_ERROR;
}

static int64_t script_hash(wf_value v) {
  wf_value self, f = wf_special(v, wf_names.__hash__, &self);
  if (f == WF_ERROR) return -1;
  if (f == WF_EMPTY || f == WF_NONE) {
    wf_raise(&wf_exc_TypeError, "unhashable type: '%T'", v);
    return -1;
  }
  wf_value r = self == WF_EMPTY ? wf_call0(f) : wf_call1(f, self);
  if (r == WF_ERROR) return -1;
  if (!wf_is_int(r)) {
    wf_raise(&wf_exc_TypeError, "__hash__ method should return an integer");
    return -1;
  }
  int64_t h;
  if (!wf_int_to_int64(r, &h)) h = wf_int_hash(r);
  return h == -1 ? -2 : h;
}

static wf_value script_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value self, f = wf_special(callee, wf_names.__call__, &self);
  if (f == WF_ERROR) return WF_ERROR;
  if (f == WF_EMPTY) return wf_raise(&wf_exc_TypeError, "'%T' object is not callable", callee);
  if (!wf_recursion_enter(" while calling a Python object")) return WF_ERROR;
  wf_value r;
  if (self == WF_EMPTY) {
    r = wf_call(f, args, npos, kwnames);
  } else {
    size_t total = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
    wf_value small[8],
        *all = total < WF_COUNT(small) ? small : wf_alloc_array(total + 1, sizeof *all);
    if (all) {
      all[0] = self;
      if (total) memcpy(all + 1, args, total * sizeof *all);
    }
    r = all ? wf_call(f, all, npos + 1, kwnames) : WF_ERROR;
  }
  wf_recursion_leave();
  return r;
}

/* What a built-in class's __getattribute__ calls, if `get` is one and the type's instances are for
   it; else NULL. */
static wf_value (*native_getattr(const wf_type *type, wf_value get))(wf_value, wf_value) {
  if (!wf_has_root_shape(get, &wf_wrapper_descr_type)) return NULL;
  const wf_wrapper_descr *d = (wf_wrapper_descr *)wf_to_object(get);
  bool fits = d->row->offset == offsetof(wf_slots, getattr) && wf_type_is_subtype(type, d->owner);
  return fits ? (wf_value(*)(wf_value, wf_value))d->function : NULL;
}

/* __getattribute__, then __getattr__ when it raises AttributeError. */
static wf_value script_getattr(wf_value v, wf_value name) {
  wf_type *type = wf_type_of(v);
  wf_value hook = wf_type_lookup(type, wf_names.__getattr__);
  wf_value get = wf_type_lookup(type, wf_names.__getattribute__), found;
  wf_value (*native)(wf_value, wf_value);
  if (get == WF_EMPTY) {
    found = wf_generic_getattr_by(type, v, name);
  } else if ((native = native_getattr(type, get))) {
    found = wf_getattr_by(type, native, v, name);
  } else {
    found = call_special_by(type, v, wf_names.__getattribute__, &name, 1);
    if (found == WF_EMPTY) found = wf_generic_getattr_by(type, v, name);
  }
  if (found != WF_ERROR || hook == WF_EMPTY || !wf_error_is(&wf_exc_AttributeError)) return found;
  wf_error_clear();
  wf_value (*bind)(wf_value, wf_value, wf_value) = wf_type_of(hook)->slots.descr_get;
  if ((wf_type_flags_of(hook) & WF_TYPE_METHOD) || !bind) {
    wf_value args[2] = {v, name};
    return bind ? wf_call(hook, args, 2, WF_EMPTY) : wf_call1(hook, name);
  }
  hook = bind(hook, v, wf_from_type(type));
  return hook == WF_ERROR ? WF_ERROR : wf_call1(hook, name);
}

static int status_of(wf_value v, wf_value owner, wf_value name) {
  if (v == WF_EMPTY) wf_raise_attribute(owner, name);
  return v == WF_EMPTY || v == WF_ERROR ? -1 : 0;
}
static int script_setattr(wf_value v, wf_value name, wf_value value) {
  wf_value args[2] = {name, value};
  return value == WF_EMPTY
             ? status_of(call_special(v, wf_names.__delattr__, args, 1), v, wf_names.__delattr__)
             : status_of(call_special(v, wf_names.__setattr__, args, 2), v, wf_names.__setattr__);
}

static wf_value compare_name(enum wf_compare_op op) {
  const wf_value names[] = {wf_names.__lt__, wf_names.__le__, wf_names.__eq__,
                            wf_names.__ne__, wf_names.__gt__, wf_names.__ge__};
  return names[op];
}
static wf_value script_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  wf_value self, f = wf_special(a, compare_name(op), &self);
  if (f == WF_ERROR) wf_error_clear(); /* a descriptor that fails is as none */
  if (f == WF_ERROR || f == WF_EMPTY) return WF_NOT_IMPLEMENTED;
  return self == WF_EMPTY ? wf_call1(f, b) : wf_call2(f, self, b);
}

wf_value wf_script_descr_get(wf_value self, wf_value object, wf_value type) {
  wf_value args[2] = {object == WF_EMPTY ? WF_NONE : object, type == WF_EMPTY ? WF_NONE : type};
  return call_special(self, wf_names.__get__, args, 2);
}
static wf_value script_descr_get(wf_value self, wf_value object, wf_value type) {
  wf_value r = wf_script_descr_get(self, object, type);
  return r == WF_EMPTY ? self : r;
}
bool wf_is_script_descr_get(wf_value (*get)(wf_value, wf_value, wf_value)) {
  return get == script_descr_get;
}
static int script_descr_set(wf_value self, wf_value object, wf_value value) {
  int status = wf_script_descr_set(self, object, value);
  if (status > 0)
    wf_raise_value(&wf_exc_AttributeError,
                   value == WF_EMPTY ? wf_names.__delete__ : wf_names.__set__);
  return status ? -1 : 0;
}
int wf_script_descr_set(wf_value self, wf_value object, wf_value value) {
  wf_type *type = wf_type_of(self);
  wf_value args[2] = {object, value};
  bool set = value != WF_EMPTY;
  wf_value r = call_special_by(type, self, set ? wf_names.__set__ : wf_names.__delete__, args,
                               set ? 2 : 1);
  if (r != WF_EMPTY) return r == WF_ERROR ? -1 : 0;
  wf_value other = set ? wf_names.__delete__ : wf_names.__set__;
  if (wf_type_lookup(type, other) == WF_EMPTY) return 1;
  wf_raise_value(&wf_exc_AttributeError, set ? wf_names.__set__ : wf_names.__delete__);
  return -1;
}
bool wf_is_script_descr_set(wf_set_fn set) { return set == script_descr_set; }

static int script_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value bound, f = wf_special(self, wf_names.__init__, &bound);
  if (f == WF_EMPTY || f == WF_ERROR) return f == WF_EMPTY ? 0 : -1;
  size_t total = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value small[8],
      *all = total < WF_COUNT(small) ? small : wf_alloc_array(total + 1, sizeof *all);
  if (!all) return -1;
  all[0] = bound;
  if (total) memcpy(all + 1, args, total * sizeof *all);
  wf_value r = bound == WF_EMPTY ? wf_call(f, args, npos, kwnames)
                                 : wf_call(f, all, npos + 1, kwnames);
  if (r == WF_ERROR) return -1;
  if (r != WF_NONE) {
    wf_raise(&wf_exc_TypeError, "__init__() should return None, not '%T'", r);
    return -1;
  }
  return 0;
}

static int64_t length_of(wf_value r) {
  if (r == WF_ERROR) return -1;
  wf_value i = wf_index(r);
  int64_t n;
  if (i == WF_ERROR) return -1;
  if (wf_int_sign(i) < 0) {
    wf_raise(&wf_exc_ValueError, "__len__() should return >= 0");
    return -1;
  }
  if (!wf_int_to_int64(i, &n)) {
    wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", r);
    return -1;
  }
  return n;
}
int64_t wf_script_length(wf_value v) {
  wf_value r = call_special(v, wf_names.__len__, NULL, 0);
  if (r != WF_EMPTY) return length_of(r);
  if (wf_type_of(v)->slots.length != wf_script_length) return wf_length(v);
  wf_raise(&wf_exc_TypeError, "object of type '%T' has no len()", v);
  return -1;
}
int wf_script_truth_by_length(wf_type *type, wf_value v) {
  wf_value r = call_special_by(type, v, wf_names.__len__, NULL, 0);
  int64_t n = r == WF_EMPTY ? 1 : length_of(r);
  return n < 0 ? -1 : n > 0;
}
int wf_script_truth(wf_value v) {
  wf_type *type = wf_type_of(v);
  wf_value r = call_special_by(type, v, wf_names.__bool__, NULL, 0);
  if (r == WF_ERROR) return -1;
  if (r == WF_EMPTY) return wf_script_truth_by_length(type, v);
  if (!wf_is_bool(r)) {
    wf_raise(&wf_exc_TypeError, "__bool__ should return bool, returned %T", r);
    return -1;
  }
  return r == WF_TRUE;
}
static wf_value script_getitem(wf_value v, wf_value key) {
  wf_value r = call_special(v, wf_names.__getitem__, &key, 1);
  return r == WF_EMPTY ? wf_getitem_of_class(v, key) : r;
}
static int script_setitem(wf_value v, wf_value key, wf_value value) {
  wf_value args[2] = {key, value};
  wf_value r = value == WF_EMPTY ? call_special(v, wf_names.__delitem__, args, 1)
                                 : call_special(v, wf_names.__setitem__, args, 2);
  if (r == WF_EMPTY)
    wf_raise(&wf_exc_TypeError,
             value == WF_EMPTY ? "'%T' object doesn't support item deletion"
                               : "'%T' object does not support item assignment",
             v);
  return r == WF_EMPTY || r == WF_ERROR ? -1 : 0;
}
static int script_contains(wf_value v, wf_value item) {
  wf_value self, f = wf_special(v, wf_names.__contains__, &self);
  if (f == WF_ERROR) return -1;
  if (f == WF_NONE) {
    wf_raise(&wf_exc_TypeError, "'%T' object is not a container", v);
    return -1;
  }
  if (f == WF_EMPTY)
    return wf_type_of(v)->slots.contains != script_contains ? wf_contains(v, item)
                                                            : wf_iterate_contains(v, item);
  wf_value r = self == WF_EMPTY ? wf_call1(f, item) : wf_call2(f, self, item);
  return r == WF_ERROR ? -1 : wf_truth(r);
}
static void script_finalize(wf_value v) {
  wf_value f = wf_type_lookup(wf_type_of(v), wf_names.__del__), self;
  f = f == WF_EMPTY ? WF_EMPTY : wf_special(v, wf_names.__del__, &self);
  if (f == WF_EMPTY) return;
  wf_value r = f == WF_ERROR ? WF_ERROR : self == WF_EMPTY ? wf_call0(f) : wf_call1(f, self);
  if (r == WF_ERROR) wf_error_unraisable("Exception ignored in", f == WF_ERROR ? WF_NONE : f);
}

typedef wf_value (*binary_fn)(wf_value, wf_value);
typedef wf_value (*ternary_fn)(wf_value, wf_value, wf_value);

static wf_value call_binary(wf_any_fn f, size_t offset, wf_value a, wf_value b) {
  return offset == offsetof(wf_slots, power) ? ((ternary_fn)f)(a, b, WF_NONE)
                                             : ((binary_fn)f)(a, b);
}

/* Neither class has a method of its own any more: what the slots have got since. */
static wf_value binary_anew(wf_value a, wf_value b, size_t offset) {
  wf_any_fn left = *wf_slot_field(wf_type_of(a), offset);
  wf_any_fn right = *wf_slot_field(wf_type_of(b), offset);
  wf_value r = left ? call_binary(left, offset, a, b) : WF_NOT_IMPLEMENTED;
  if (r != WF_NOT_IMPLEMENTED || !right || right == left) return r;
  return call_binary(right, offset, a, b);
}

/* Binary operators: the left method when v is the left operand's, then the reflected one of the
   right operand. The right one goes first when its class derives from the left one's and overrides
   it: wf_binary calls the slots in that order, so here each side only tries its own part. */
static wf_value script_binary(wf_value a, wf_value b, wf_value name, wf_value reflected,
                              wf_any_fn self_fn, size_t offset) {
  wf_type *ta = wf_type_of(a), *tb = wf_type_of(b);
  bool left = *wf_slot_field(ta, offset) == self_fn;
  bool right = ta != tb && *wf_slot_field(tb, offset) == self_fn;
  wf_value r;
  if (!left && !right) return binary_anew(a, b, offset);
  if (left) {
    if (right && wf_type_is_subtype(tb, ta)) {
      wf_value mine = wf_type_lookup(ta, reflected), theirs = wf_type_lookup(tb, reflected);
      if (mine != theirs && theirs != WF_EMPTY) {
        r = call_special(b, reflected, &a, 1);
        if (r != WF_NOT_IMPLEMENTED && r != WF_EMPTY) return r;
        right = false;
      }
    }
    r = call_special(a, name, &b, 1);
    if ((r != WF_NOT_IMPLEMENTED && r != WF_EMPTY) || ta == tb)
      return r == WF_EMPTY ? WF_NOT_IMPLEMENTED : r;
  }
  r = right ? call_special(b, reflected, &a, 1) : WF_EMPTY;
  return r == WF_EMPTY ? WF_NOT_IMPLEMENTED : r;
}

#define NAME_OF(text) wf_str_intern_c(text)
#define WF_BINARY(id, name, rname, iname, symbol)                  \
  static wf_value script_##id(wf_value a, wf_value b) {            \
    static _Atomic(wf_value) n, r;                                 \
    if (!n) {                                                      \
      r = NAME_OF(#rname);                                         \
      n = NAME_OF(#name);                                          \
    }                                                              \
    return script_binary(a, b, n, r, (wf_any_fn)script_##id,       \
                         offsetof(wf_slots, binary[WF_OP_##id]));  \
  }                                                                \
  WF_UNUSED static wf_value script_i##id(wf_value a, wf_value b) { \
    static _Atomic(wf_value) n;                                    \
    if (!n) n = NAME_OF(#iname);                                   \
    wf_value v = call_special(a, n, &b, 1);                        \
    return v == WF_EMPTY ? WF_NOT_IMPLEMENTED : v;                 \
  }
#define WF_UNARY(id, name, doc)                                  \
  static wf_value script_##id(wf_value v) {                      \
    return call_special(v, wf_str_intern_c(#name), NULL, 0);     \
  }
#include "runtime/operators.def"

bool wf_type_has_script_binary(const wf_type *type, enum wf_binary_op op) {
  return type->slots.binary[op] == (op == WF_OP_ADD ? script_ADD : script_MUL);
}

static wf_value script_power(wf_value a, wf_value b, wf_value modulus) {
  if (modulus == WF_NONE)
    return script_binary(a, b, NAME_OF("__pow__"), NAME_OF("__rpow__"), (wf_any_fn)script_power,
                         offsetof(wf_slots, power));
  wf_value (*power)(wf_value, wf_value, wf_value) = wf_type_of(a)->slots.power;
  if (power != script_power) return power ? power(a, b, modulus) : WF_NOT_IMPLEMENTED;
  wf_value args[2] = {b, modulus};
  wf_value r = call_special(a, NAME_OF("__pow__"), args, 2);
  return r == WF_EMPTY ? WF_NOT_IMPLEMENTED : r;
}
static wf_value script_inplace_power(wf_value a, wf_value b, WF_UNUSED wf_value modulus) {
  wf_value r = call_special(a, NAME_OF("__ipow__"), &b, 1);
  return r == WF_EMPTY ? WF_NOT_IMPLEMENTED : r;
}

/* --- The table --- */

#define KIND_UNARY WF_SLOT_UNARY_K
#define KIND_HASH WF_SLOT_HASH
#define KIND_CALL WF_SLOT_CALL
#define KIND_GETATTR WF_SLOT_GETATTR
#define KIND_GETATTR_HOOK WF_SLOT_GETATTR_HOOK
#define KIND_SETATTR WF_SLOT_SETATTR
#define KIND_DELATTR WF_SLOT_DELATTR
#define KIND_LT WF_SLOT_LT
#define KIND_LE WF_SLOT_LE
#define KIND_EQ WF_SLOT_EQ
#define KIND_NE WF_SLOT_NE
#define KIND_GT WF_SLOT_GT
#define KIND_GE WF_SLOT_GE
#define KIND_NEXT WF_SLOT_NEXT
#define KIND_GET WF_SLOT_GET
#define KIND_SET WF_SLOT_SET
#define KIND_DELETE WF_SLOT_DELETE
#define KIND_INIT WF_SLOT_INIT
#define KIND_TRUTH WF_SLOT_TRUTH
#define KIND_LENGTH WF_SLOT_LENGTH
#define KIND_BINARY_FIXED WF_SLOT_BINARY_FIXED
#define KIND_SETITEM WF_SLOT_SETITEM
#define KIND_DELITEM WF_SLOT_DELITEM
#define KIND_CONTAINS WF_SLOT_CONTAINS
#define KIND_POWER WF_SLOT_POWER
#define KIND_RPOWER WF_SLOT_RPOWER
#define KIND_IPOWER WF_SLOT_IPOWER
#define KIND_FINALIZE WF_SLOT_FINALIZE

static const char *const signatures[] = {
    [WF_SLOT_UNARY_K] = "($self, /)",
    [WF_SLOT_HASH] = "($self, /)",
    [WF_SLOT_CALL] = "($self, /, *args, **kwargs)",
    [WF_SLOT_GETATTR] = "($self, name, /)",
    [WF_SLOT_GETATTR_HOOK] = "($self, name, /)",
    [WF_SLOT_SETATTR] = "($self, name, value, /)",
    [WF_SLOT_DELATTR] = "($self, name, /)",
    [WF_SLOT_LT] = "($self, value, /)",
    [WF_SLOT_LE] = "($self, value, /)",
    [WF_SLOT_EQ] = "($self, value, /)",
    [WF_SLOT_NE] = "($self, value, /)",
    [WF_SLOT_GT] = "($self, value, /)",
    [WF_SLOT_GE] = "($self, value, /)",
    [WF_SLOT_NEXT] = "($self, /)",
    [WF_SLOT_GET] = "($self, instance, owner=None, /)",
    [WF_SLOT_SET] = "($self, instance, value, /)",
    [WF_SLOT_DELETE] = "($self, instance, /)",
    [WF_SLOT_INIT] = "($self, /, *args, **kwargs)",
    [WF_SLOT_TRUTH] = "($self, /)",
    [WF_SLOT_LENGTH] = "($self, /)",
    [WF_SLOT_BINARY_FIXED] = "($self, key, /)",
    [WF_SLOT_SETITEM] = "($self, key, value, /)",
    [WF_SLOT_DELITEM] = "($self, key, /)",
    [WF_SLOT_CONTAINS] = "($self, key, /)",
    [WF_SLOT_LEFT] = "($self, value, /)",
    [WF_SLOT_RIGHT] = "($self, value, /)",
    [WF_SLOT_INPLACE] = "($self, value, /)",
    [WF_SLOT_POWER] = "($self, value, mod=None, /)",
    [WF_SLOT_RPOWER] = "($self, value, mod=None, /)",
    [WF_SLOT_IPOWER] = "($self, value, /)",
    [WF_SLOT_FINALIZE] = "($self, /)",
};

/* Two that others call, under the names that the rows give them. */
#define script_length wf_script_length
#define script_truth wf_script_truth
const wf_slot_row wf_slot_rows[] = {
#define WF_SLOT(method, slot, kind_name) \
  {#method, offsetof(wf_slots, slot), KIND_##kind_name, (wf_any_fn)script_##slot, NULL},
#define WF_SLOT_BINARY(id, name, rname, iname)                                                    \
  {#name, offsetof(wf_slots, binary[WF_OP_##id]), WF_SLOT_LEFT, (wf_any_fn)script_##id, NULL},    \
      {#rname, offsetof(wf_slots, binary[WF_OP_##id]), WF_SLOT_RIGHT, (wf_any_fn)script_##id,     \
       NULL},                                                                                     \
      {#iname, offsetof(wf_slots, inplace[WF_OP_##id]), WF_SLOT_INPLACE, (wf_any_fn)script_i##id, \
       NULL},
#define WF_SLOT_UNARY(id, name) \
  {#name, offsetof(wf_slots, unary[WF_OP_##id]), WF_SLOT_UNARY_K, (wf_any_fn)script_##id, NULL},
#include "runtime/slots.def"
};
const size_t wf_slot_row_count = WF_COUNT(wf_slot_rows);

/* The rows of ** in operators.def serve nothing: power has slots of its own. */
static bool is_unused(const wf_slot_row *row) {
  return row->offset == offsetof(wf_slots, binary[WF_OP_POW]) ||
         row->offset == offsetof(wf_slots, inplace[WF_OP_POW]) ||
         row->offset == offsetof(wf_slots, inplace[WF_OP_DIVMOD]);
}

wf_value wf_slot_row_name(size_t row) {
  static wf_slot names[WF_COUNT(wf_slot_rows)]; /* interned strings live for ever */
  wf_value name = wf_slot_acquire(&names[row]);
  if (name == WF_EMPTY) wf_slot_set(&names[row], name = wf_str_intern_c(wf_slot_rows[row].name));
  return name;
}

/* --- Keeping slots and methods in step --- */

/* The C function that a found attribute means for a slot, or the generic one. */
static wf_any_fn function_for(wf_type *type, const wf_slot_row *row, wf_value found) {
  if (wf_has_root_shape(found, &wf_wrapper_descr_type)) {
    const wf_wrapper_descr *d = (const wf_wrapper_descr *)wf_to_object(found);
    if (d->row->offset == row->offset && wf_type_is_subtype(type, d->owner)) return d->function;
  }
  if (row->kind == WF_SLOT_HASH && found == WF_NONE) return NULL;
  return row->script;
}

/* Held from looking a method up until its slot is set: so the slot agrees with the change that was
   made last, whichever thread comes last. */
static _Atomic(uint8_t) slots_lock;

static void fill_new(wf_type *type) {
  wf_lock_byte(&slots_lock);
  wf_type_fill_new(type);
  wf_unlock_byte(&slots_lock);
}

/* A script's mro() may leave out object, whose slots every instance has to have. */
static bool lacks_object(const wf_type *type) {
  wf_value mro = wf_slot_acquire(&type->mro);
  size_t count = mro == WF_EMPTY ? 0 : wf_tuple_length(mro);
  for (size_t i = 0; i < count; i++)
    if (wf_tuple_get(mro, count - 1 - i) == wf_from_type(&wf_object_type)) return false;
  return count > 0;
}

/* Sets one slot (the rows from `first` on that share its offset). Returns the row after them. */
static size_t fill_slot(wf_type *type, size_t first) {
  const wf_slot_row *head = &wf_slot_rows[first];
  wf_any_fn chosen = NULL;
  bool mixed = false, none_hash = false, hooked = false;
  size_t i = first;
  wf_lock_byte(&slots_lock);
  for (; i < wf_slot_row_count && wf_slot_rows[i].offset == head->offset; i++) {
    if (is_unused(&wf_slot_rows[i])) continue;
    wf_value found = wf_type_lookup(type, wf_slot_row_name(i));
    if (found == WF_EMPTY) continue;
    if (wf_slot_rows[i].kind == WF_SLOT_GETATTR_HOOK) {
      hooked = true;
      continue;
    }
    wf_any_fn f = function_for(type, &wf_slot_rows[i], found);
    if (!f && wf_slot_rows[i].kind == WF_SLOT_HASH) none_hash = true;
    if (chosen && f != chosen) mixed = true;
    if (f) chosen = f;
  }
  if (mixed || hooked) chosen = head->script;
  if (none_hash) chosen = NULL;
  else if (!chosen && type->base && lacks_object(type))
    chosen = atomic_load_explicit(wf_slot_field(type->base, head->offset), memory_order_relaxed);
  atomic_store_explicit(wf_slot_field(type, head->offset), chosen, memory_order_relaxed);
  wf_unlock_byte(&slots_lock);
  return i;
}

/* Stands for a row that there is not: slots.new is no C function that scripts could call. */
#define NEW SIZE_MAX

void wf_type_fill_slots(wf_type *type) {
  fill_new(type);
  for (size_t i = 0; i < wf_slot_row_count;) i = fill_slot(type, i);
}

static void update_tree(wf_type *type, size_t row) {
  if (wf_slot_acquire(&type->mro) == WF_EMPTY) return; /* being made: they come with its MRO */
  if (row == NEW) fill_new(type);
  else fill_slot(type, row);
  wf_value list = wf_type_live_subclasses(type);
  for (size_t i = 0; list != WF_ERROR && i < wf_list_length(list); i++)
    update_tree(wf_to_type(wf_list_get(list, i)), row);
}

void wf_type_update_slots(wf_type *type, wf_value name) {
  if (name == wf_names.__new__) update_tree(type, NEW);
  for (size_t i = 0; i < wf_slot_row_count; i++) {
    if (wf_slot_row_name(i) != name || is_unused(&wf_slot_rows[i])) continue;
    size_t first = i;
    while (first > 0 && wf_slot_rows[first - 1].offset == wf_slot_rows[i].offset) first--;
    update_tree(type, first);
  }
}

/* Sequences have no __radd__: what they concatenate with stands on their left. */
static bool is_missing(const wf_type *type, const wf_slot_row *row) {
  return row->kind == WF_SLOT_RIGHT && row->offset == offsetof(wf_slots, binary[WF_OP_ADD]) &&
         type->flags & WF_TYPE_ANY_SEQUENCE;
}

bool wf_type_add_wrappers(wf_type *type) {
  for (size_t i = 0; i < wf_slot_row_count; i++) {
    const wf_slot_row *row = &wf_slot_rows[i];
    wf_any_fn f = *wf_slot_field(type, row->offset);
    if (!f || is_unused(row) || is_missing(type, row) || row->kind == WF_SLOT_GETATTR_HOOK ||
        row->kind == WF_SLOT_FINALIZE)
      continue;
    wf_value name = wf_slot_row_name(i);
    if (wf_dict_find_cell(type->namespace, name) != WF_EMPTY) continue;
    wf_value descr = wf_wrapper_descr_new(type, row, f);
    if (!wf_dict_set(type->namespace, name, descr)) return false;
  }
  return true;
}

/* --- Scripts call a slot --- */

wf_value wf_wrapper_descr_new(wf_type *owner, const wf_slot_row *row, wf_any_fn function) {
  wf_wrapper_descr *d = wf_object_new(&wf_wrapper_descr_type);
  d->owner = owner;
  d->row = row;
  d->function = function;
  return wf_from_object(d);
}

static bool check_count(const wf_slot_row *row, size_t given, size_t least, size_t most,
                        wf_value kwnames) {
  if (kwnames != WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "wrapper %s() takes no keyword arguments", row->name);
    return false;
  }
  if (given >= least && given <= most) return true;
  if (least == most)
    wf_raise(&wf_exc_TypeError, "expected %zu argument%s, got %zu", least, least == 1 ? "" : "s",
             given);
  else
    wf_raise(&wf_exc_TypeError, " expected at %s %zu argument%s, got %zu",
             given < least ? "least" : "most", given < least ? least : most,
             (given < least ? least : most) == 1 ? "" : "s", given);
  return false;
}

/* __mul__ and its like of a built-in sequence take what counts only. */
static bool is_repetition(const wf_wrapper_descr *d) {
  const char *name = d->row->name;
  return d->owner->slots.getitem && !(d->owner->flags & WF_TYPE_SCRIPT) &&
         (!strcmp(name, "__mul__") || !strcmp(name, "__rmul__") || !strcmp(name, "__imul__"));
}
static bool check_operand(const wf_wrapper_descr *d, const wf_value *args, size_t n,
                          wf_value kwnames) {
  bool repetition = is_repetition(d);
  if (repetition && kwnames == WF_EMPTY && n != 1) {
    wf_raise(&wf_exc_TypeError, " expected 1 argument, got %zu", n);
    return false;
  }
  if (!check_count(d->row, n, 1, 1, kwnames)) return false;
  if (!repetition || wf_has_index(args[0])) return true;
  wf_raise(&wf_exc_TypeError, "'%T' object cannot be interpreted as an integer", args[0]);
  return false;
}

typedef wf_value (*unary_fn)(wf_value);
typedef int (*set_fn)(wf_value, wf_value, wf_value);

static wf_value none_or_error(int status) { return status < 0 ? WF_ERROR : WF_NONE; }

static wf_value call_row(const wf_wrapper_descr *d, wf_value self, const wf_value *args, size_t n,
                         wf_value kwnames) {
  const wf_slot_row *row = d->row;
  wf_any_fn f = d->function;
#define ARGS(least, most) \
  if (!check_count(row, n, least, most, kwnames)) return WF_ERROR
#define NAME() \
  if (!wf_is_str(args[0])) \
  return wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", args[0])
  switch (row->kind) {
  case WF_SLOT_UNARY_K: ARGS(0, 0); return ((unary_fn)f)(self);
  case WF_SLOT_NEXT: {
    ARGS(0, 0);
    wf_value v = ((unary_fn)f)(self);
    return v == WF_EMPTY ? wf_raise_stop_iteration(WF_EMPTY) : v;
  }
  case WF_SLOT_HASH: {
    ARGS(0, 0);
    int64_t h = ((int64_t(*)(wf_value))f)(self);
    return h == -1 ? WF_ERROR : wf_int_new(h);
  }
  case WF_SLOT_LENGTH: {
    ARGS(0, 0);
    int64_t size = ((int64_t(*)(wf_value))f)(self);
    return size < 0 ? WF_ERROR : wf_int_new(size);
  }
  case WF_SLOT_TRUTH: {
    ARGS(0, 0);
    int truth = ((int (*)(wf_value))f)(self);
    return truth < 0 ? WF_ERROR : wf_bool(truth);
  }
  case WF_SLOT_CONTAINS: {
    ARGS(1, 1);
    int found = ((int (*)(wf_value, wf_value))f)(self, args[0]);
    return found < 0 ? WF_ERROR : wf_bool(found);
  }
  case WF_SLOT_CALL: return ((wf_call_fn)f)(self, args, n, kwnames);
  case WF_SLOT_INIT:
    return none_or_error(
        ((int (*)(wf_value, const wf_value *, size_t, wf_value))f)(self, args, n, kwnames));
  case WF_SLOT_GETATTR:
  case WF_SLOT_GETATTR_HOOK: ARGS(1, 1); NAME(); return ((binary_fn)f)(self, args[0]);
  case WF_SLOT_BINARY_FIXED:
  case WF_SLOT_LEFT:
  case WF_SLOT_INPLACE:
    return check_operand(d, args, n, kwnames) ? ((binary_fn)f)(self, args[0]) : WF_ERROR;
  case WF_SLOT_RIGHT:
    return check_operand(d, args, n, kwnames) ? ((binary_fn)f)(args[0], self) : WF_ERROR;
  case WF_SLOT_SETATTR:
    ARGS(2, 2);
    NAME();
    return none_or_error(((set_fn)f)(self, args[0], args[1]));
  case WF_SLOT_SETITEM:
  case WF_SLOT_SET: ARGS(2, 2); return none_or_error(((set_fn)f)(self, args[0], args[1]));
  case WF_SLOT_DELATTR:
    ARGS(1, 1);
    NAME();
    return none_or_error(((set_fn)f)(self, args[0], WF_EMPTY));
  case WF_SLOT_DELITEM:
  case WF_SLOT_DELETE: ARGS(1, 1); return none_or_error(((set_fn)f)(self, args[0], WF_EMPTY));
  case WF_SLOT_LT:
  case WF_SLOT_LE:
  case WF_SLOT_EQ:
  case WF_SLOT_NE:
  case WF_SLOT_GT:
  case WF_SLOT_GE:
    ARGS(1, 1);
    return ((wf_value(*)(wf_value, wf_value, enum wf_compare_op))f)(
        self, args[0], (enum wf_compare_op)(row->kind - WF_SLOT_LT));
  case WF_SLOT_GET: {
    ARGS(1, 2);
    wf_value object = args[0] == WF_NONE ? WF_EMPTY : args[0], type = n > 1 ? args[1] : WF_NONE;
    if (object == WF_EMPTY && type == WF_NONE)
      return wf_raise(&wf_exc_TypeError, "__get__(None, None) is invalid");
    return ((ternary_fn)f)(self, object, type == WF_NONE ? WF_EMPTY : type);
  }
  case WF_SLOT_POWER: ARGS(1, 2); return ((ternary_fn)f)(self, args[0], n > 1 ? args[1] : WF_NONE);
  case WF_SLOT_RPOWER: ARGS(1, 2); return ((ternary_fn)f)(args[0], self, n > 1 ? args[1] : WF_NONE);
  case WF_SLOT_IPOWER: ARGS(1, 1); return ((ternary_fn)f)(self, args[0], WF_NONE);
  case WF_SLOT_FINALIZE:
    ARGS(0, 0);
    ((void (*)(wf_value))f)(self);
    return WF_NONE;
  }
  return WF_ERROR;
}
#undef ARGS
#undef NAME

/* object.__setattr__(cls, ...) must not reach around a built-in type's own rules. */
static bool is_hidden_setattr(const wf_wrapper_descr *d, wf_value self) {
  if (d->row->kind != WF_SLOT_SETATTR && d->row->kind != WF_SLOT_DELATTR) return false;
  if (!wf_is_type(self) || d->function != (wf_any_fn)wf_generic_setattr) return false;
  wf_raise(&wf_exc_TypeError, "can't apply this %s to %s object", d->row->name,
           wf_type_name_of(self));
  return true;
}

static wf_value descr_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  const wf_wrapper_descr *d = (const wf_wrapper_descr *)wf_to_object(callee);
  if (npos == 0)
    return wf_raise(&wf_exc_TypeError, "descriptor '%s' of '%s' object needs an argument",
                    d->row->name, wf_type_name(d->owner));
  if (!wf_is_a(args[0], d->owner))
    return wf_raise(&wf_exc_TypeError, "descriptor '%s' requires a '%s' object but received a '%T'",
                    d->row->name, wf_type_name(d->owner), args[0]);
  if (is_hidden_setattr(d, args[0])) return WF_ERROR;
  return call_row(d, args[0], args + 1, npos - 1, kwnames);
}

typedef struct method_wrapper {
  wf_object head;
  wf_value descr, self;
} method_wrapper;

static wf_value descr_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  if (object == WF_EMPTY) return self;
  const wf_wrapper_descr *d = (const wf_wrapper_descr *)wf_to_object(self);
  if (!wf_is_a(object, d->owner))
    return wf_raise(&wf_exc_TypeError,
                    "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", d->row->name,
                    wf_type_name(d->owner), object);
  method_wrapper *w = wf_object_new(&wf_method_wrapper_type);
  w->descr = self;
  w->self = object;
  return wf_from_object(w);
}

static const wf_wrapper_descr *to_descr(wf_value v) {
  if (wf_has_root_shape(v, &wf_method_wrapper_type)) v = ((method_wrapper *)wf_to_object(v))->descr;
  return (const wf_wrapper_descr *)wf_to_object(v);
}
static wf_value get_name(wf_value self) { return wf_str_intern_c(to_descr(self)->row->name); }
static wf_value get_qualname(wf_value self) {
  return wf_str_format("%s.%s", wf_type_short_name(to_descr(self)->owner),
                       to_descr(self)->row->name);
}
static wf_value get_objclass(wf_value self) { return wf_from_type(to_descr(self)->owner); }
static wf_value get_signature(wf_value self) {
  return wf_str_from_c(signatures[to_descr(self)->row->kind]);
}
static wf_value get_self(wf_value self) { return ((method_wrapper *)wf_to_object(self))->self; }

/* What help() says of each method: mostly the expression that calls it. The first that fits. */
static const struct { const char *name, *doc; } method_docs[] = {
    {"__repr__", "repr(self)"},
    {"__str__", "str(self)"},
    {"__hash__", "hash(self)"},
    {"__call__", "self(...)"},
    {"__getattribute__", "self.name"},
    {"__getattr__", "self.name, when there is no such attribute."},
    {"__setattr__", "self.name = value"},
    {"__delattr__", "del self.name"},
    {"__lt__", "self < value"},
    {"__le__", "self <= value"},
    {"__eq__", "self == value"},
    {"__ne__", "self != value"},
    {"__gt__", "self > value"},
    {"__ge__", "self >= value"},
    {"__iter__", "iter(self)"},
    {"__next__", "next(self)"},
    {"__get__", "instance.name, where self is the name's value in the class."},
    {"__set__", "instance.name = value, where self is the name's value in the class."},
    {"__delete__", "del instance.name, where self is the name's value in the class."},
    {"__init__", "Sets a new object up; help() of its class tells the arguments."},
    {"__bool__", "bool(self)"},
    {"__len__", "len(self)"},
    {"__getitem__", "self[key]"},
    {"__setitem__", "self[key] = value"},
    {"__delitem__", "del self[key]"},
    {"__contains__", "key in self"},
    {"__pow__", "self ** value, or pow(self, value, mod)"},
    {"__rpow__", "value ** self, or pow(value, self, mod)"},
    {"__ipow__", "self **= value"},
    {"__divmod__", "divmod(self, value)"},
    {"__rdivmod__", "divmod(value, self)"},
    {"__await__", "The iterator that `await self` runs."},
    {"__aiter__", "aiter(self)"},
    {"__anext__", "anext(self)"},
    {"__del__", "Called when nothing refers to the object any more."},
#define WF_BINARY(id, name, rname, iname, symbol) \
  {#name, "self " symbol " value"}, {#rname, "value " symbol " self"}, \
      {#iname, "self " symbol "= value"},
#define WF_UNARY(id, name, doc) {#name, doc},
#include "runtime/operators.def"
};
static wf_value get_doc(wf_value self) {
  const char *name = to_descr(self)->row->name;
  for (size_t i = 0; i < WF_COUNT(method_docs); i++)
    if (!strcmp(method_docs[i].name, name)) return wf_str_from_c(method_docs[i].doc);
  return WF_NONE;
}
static wf_value descr_repr(wf_value self) {
  return wf_str_format("<slot wrapper '%s' of '%s' objects>", to_descr(self)->row->name,
                       wf_type_name(to_descr(self)->owner));
}
static wf_value wrapper_repr(wf_value self) {
  return wf_str_format("<method-wrapper '%s' of %s object at %p>", to_descr(self)->row->name,
                       wf_type_name_of(get_self(self)), (void *)(uintptr_t)get_self(self));
}
static wf_value wrapper_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  const wf_wrapper_descr *d = to_descr(callee);
  if (is_hidden_setattr(d, get_self(callee))) return WF_ERROR;
  return call_row(d, get_self(callee), args, npos, kwnames);
}
static wf_value wrapper_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_has_root_shape(b, &wf_method_wrapper_type))
    return WF_NOT_IMPLEMENTED;
  bool same = to_descr(a) == to_descr(b) && get_self(a) == get_self(b);
  return wf_bool(same == (op == WF_EQ));
}
static int64_t wrapper_hash(wf_value v) {
  return (int64_t)((get_self(v) >> 4) * 31 + ((uintptr_t)to_descr(v) >> 4)) & INT64_MAX;
}

#define DESCR_GETSETS                                                                 \
  {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL},     \
      {"__objclass__", get_objclass, NULL, NULL}, {"__doc__", get_doc, NULL, NULL}, { \
    "__text_signature__", get_signature, NULL, NULL                                   \
  }
static const wf_getset_def descr_getsets[] = {DESCR_GETSETS, {0}};
static const wf_getset_def wrapper_getsets[] = {
    DESCR_GETSETS, {"__self__", get_self, NULL, NULL}, {0}};

wf_type wf_wrapper_descr_type = {
    .name = "wrapper_descriptor",
    .instance_size = sizeof(wf_wrapper_descr),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_METHOD,
    .slots = {.repr = descr_repr, .call = descr_call, .descr_get = descr_get},
    .getsets = descr_getsets};
wf_type wf_method_wrapper_type = {.name = "method-wrapper",
                                  .instance_size = sizeof(method_wrapper),
                                  .flags = WF_TYPE_NO_NEW,
                                  .slots = {.repr = wrapper_repr,
                                            .call = wrapper_call,
                                            .compare = wrapper_compare,
                                            .hash = wrapper_hash},
                                  .getsets = wrapper_getsets};
