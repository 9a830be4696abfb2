/* The module builtins: functions. The types and exceptions are added from their own tables. */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "runtime/audit.h"
#include "runtime/builtins.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- Numbers and text --- */

WF_NATIVE(builtin_abs) { return wf_unary(WF_OP_ABS, args[0]); }
WF_NATIVE(builtin_ascii) { return wf_ascii(args[0]); }
WF_NATIVE(builtin_repr) { return wf_repr(args[0]); }
WF_NATIVE(builtin_id) { return wf_int_from_uint64(wf_id(args[0])); }
WF_NATIVE(builtin_callable) { return wf_bool(wf_is_callable(args[0])); }
WF_NATIVE(builtin_divmod) { return wf_binary(WF_OP_DIVMOD, args[0], args[1]); }

WF_NATIVE(builtin_hash) {
  int64_t h = wf_hash(args[0]);
  return h == -1 ? WF_ERROR : wf_int_new(h);
}

WF_NATIVE(builtin_len) {
  int64_t n = wf_length(args[0]);
  return n < 0 ? WF_ERROR : wf_int_new(n);
}

WF_NATIVE(builtin_pow) {
  return wf_power(args[0], args[1], args[2] == WF_EMPTY ? WF_NONE : args[2]);
}

static wf_value in_base(wf_value v, int base, const char *prefix) {
  wf_value i = wf_index(v);
  if (i == WF_ERROR) return WF_ERROR;
  wf_value digits = wf_int_to_text(i, base);
  if (digits == WF_ERROR) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  const char *text = wf_str_data(digits);
  size_t sign = *text == '-';
  wf_builder_reserve(&b, wf_str_size(digits) + 2);
  wf_builder_add(&b, text, sign);
  wf_builder_add(&b, prefix, 2);
  wf_builder_add(&b, text + sign, wf_str_size(digits) - sign);
  return wf_builder_finish(&b);
}
WF_NATIVE(builtin_bin) { return in_base(args[0], 2, "0b"); }
WF_NATIVE(builtin_oct) { return in_base(args[0], 8, "0o"); }
WF_NATIVE(builtin_hex) { return in_base(args[0], 16, "0x"); }

WF_NATIVE(builtin_chr) {
  wf_value i = wf_index(args[0]);
  if (i == WF_ERROR) return WF_ERROR;
  int64_t c;
  if (!wf_int_to_int64(i, &c) || c < INT32_MIN || c > INT32_MAX)
    return wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C int");
  if (c < 0 || c > 0x10ffff)
    return wf_raise(&wf_exc_ValueError, "chr() arg not in range(0x110000)");
  return wf_str_from_char((uint32_t)c);
}

WF_NATIVE(builtin_ord) {
  wf_value v = args[0];
  size_t length;
  if (wf_is_str(v)) {
    length = wf_str_length(v);
    if (length == 1) return wf_small_int(wf_str_at(v, 0));
  } else if (wf_is_bytes(v) || wf_is_bytearray(v)) {
    wf_buffer view; /* what a bytearray holds at one moment */
    if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
    length = view.size;
    uint8_t first = length ? *(const uint8_t *)view.data : 0;
    wf_buffer_release(&view);
    if (length == 1) return wf_small_int(first);
  } else {
    return wf_raise(&wf_exc_TypeError, "ord() expected string of length 1, but %T found", v);
  }
  return wf_raise(&wf_exc_TypeError, "ord() expected a character, but string of length %zu found",
                  length);
}

WF_NATIVE(builtin_format) {
  wf_value spec = args[1] == WF_EMPTY ? wf_str_empty : args[1];
  if (!wf_is_str(spec))
    return wf_raise(&wf_exc_TypeError, "format() argument 2 must be str, not %s",
                    spec == WF_NONE ? "None" : wf_type_name_of(spec));
  return wf_format(args[0], spec);
}

WF_NATIVE(builtin_round) {
  wf_value self, round = wf_special(args[0], wf_names.__round__, &self);
  if (round == WF_ERROR) return WF_ERROR;
  if (round == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "type %T doesn't define __round__ method", args[0]);
  wf_value a[2] = {self, args[1]};
  bool digits = args[1] != WF_EMPTY && args[1] != WF_NONE;
  return self == WF_EMPTY ? wf_call(round, a + 1, digits, WF_EMPTY)
                          : wf_call(round, a, 1 + digits, WF_EMPTY);
}

/* --- Iteration --- */

WF_NATIVE(builtin_iter) {
  if (args[1] == WF_EMPTY) return wf_iter(args[0]);
  if (!wf_is_callable(args[0]))
    return wf_raise(&wf_exc_TypeError, "iter(v, w): v must be callable");
  return wf_callable_iterator_new(args[0], args[1]);
}

WF_NATIVE(builtin_next) {
  if (!wf_type_of(args[0])->slots.next)
    return wf_raise(&wf_exc_TypeError, "'%T' object is not an iterator", args[0]);
  /* a generator's own method knows what StopIteration is to carry */
  wf_value v = wf_type_of(args[0]) == wf_hooks.generator_type
                   ? wf_call_method0(args[0], wf_names.__next__) : wf_next(args[0]);
  if (v == WF_EMPTY)
    return args[1] == WF_EMPTY ? wf_raise_stop_iteration(WF_EMPTY) : args[1];
  if (v == WF_ERROR && args[1] != WF_EMPTY && wf_error_is(&wf_exc_StopIteration)) {
    wf_error_clear();
    return args[1];
  }
  return v;
}

WF_NATIVE(builtin_aiter) {
  wf_type *type = wf_type_of(args[0]);
  wf_value (*aiter)(wf_value) = type->slots.aiter;
  if (!aiter)
    return wf_raise(&wf_exc_TypeError, "'%T' object is not an async iterable", args[0]);
  wf_value it = aiter(args[0]);
  if (it != WF_ERROR && !wf_type_of(it)->slots.anext)
    return wf_raise(&wf_exc_TypeError, "aiter() returned not an async iterator of type '%T'", it);
  return it;
}

WF_NATIVE(builtin_anext) {
  wf_type *type = wf_type_of(args[0]);
  wf_value (*anext)(wf_value) = type->slots.anext;
  if (!anext)
    return wf_raise(&wf_exc_TypeError, "'%T' object is not an async iterator", args[0]);
  wf_value awaitable = anext(args[0]);
  if (awaitable == WF_ERROR || args[1] == WF_EMPTY) return awaitable;
  return wf_hooks.anext_default(awaitable, args[1]);
}

static wf_value any_or_all(wf_value iterable, bool stop_at) {
  wf_value it = wf_iter_shared(iterable), v;
  if (it == WF_ERROR) return WF_ERROR;
  while ((v = wf_next(it)) != WF_EMPTY) {
    if (v == WF_ERROR) return WF_ERROR;
    int truth = wf_truth(v);
    if (truth < 0) return WF_ERROR;
    if (truth == stop_at) return wf_bool(stop_at);
  }
  return wf_bool(!stop_at);
}
WF_NATIVE(builtin_any) { return any_or_all(args[0], true); }
WF_NATIVE(builtin_all) { return any_or_all(args[0], false); }

static bool check_sum_start(wf_value start) {
  const char *what = wf_is_str(start) ? "strings [use ''.join(seq) instead]"
                     : wf_is_bytes(start) ? "bytes [use b''.join(seq) instead]"
                     : wf_is_bytearray(start) ? "bytearray [use b''.join(seq) instead]" : NULL;
  if (what) wf_raise(&wf_exc_TypeError, "sum() can't sum %s", what);
  return !what;
}

/* What sum, min and max go through: of a built-in container what it holds at one moment, whatever
   other threads do to it meanwhile. */
typedef struct source {
  const wf_value *items; /* of a tuple or list */
  size_t at, count;
  wf_value list;         /* of another container, nobody else's; or WF_EMPTY */
  wf_value iterator;     /* of something else, or WF_EMPTY */
} source;

static bool open_source(source *s, wf_value iterable) {
  *s = (source){.list = WF_EMPTY, .iterator = WF_EMPTY};
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
    s->items = wf_sequence_array(iterable, &s->count);
    return s->items != NULL;
  }
  s->list = wf_items_at_once(iterable);
  if (s->list == WF_EMPTY) s->iterator = wf_iter(iterable);
  return s->list != WF_ERROR && s->iterator != WF_ERROR;
}

static inline wf_value next_of(source *s) {
  if (s->iterator != WF_EMPTY) return wf_step(s->iterator);
  if (s->list != WF_EMPTY) return wf_list_get(s->list, s->at++);
  return s->at < s->count ? s->items[s->at++] : WF_EMPTY;
}

/* Small ints and floats are added in registers. WF_EMPTY: it is for wf_binary. */
static inline wf_value plain_sum(wf_value a, wf_value b) {
  int64_t sum;
  if (wf_both_small_int(a, b) && !__builtin_add_overflow((int64_t)a, (int64_t)(b - 1), &sum))
    return (wf_value)sum;
  if (!wf_is_float_immediate(a) || !wf_is_float_immediate(b)) return WF_EMPTY;
  return wf_float_new(wf_float_immediate_get(a) + wf_float_immediate_get(b));
}

/* Adds small ints, and then floats, as long as they come: how many that were. */
static size_t add_plainly(wf_value *total, const wf_slot *items, size_t count) {
  wf_value sum = *total, v = WF_EMPTY, next;
  size_t i = 0;
  for (; i < count && wf_is_small_int(v = wf_slot_acquire(&items[i])); i++, sum = next)
    if ((next = plain_sum(sum, v)) == WF_EMPTY) break;
  *total = sum;
  bool is_int = wf_is_small_int(sum);
  if (i == count || !wf_is_float_immediate(v) || (!is_int && !wf_is_float_immediate(sum))) return i;
  double floats = is_int ? (double)wf_small_int_get(sum) : wf_float_immediate_get(sum);
  for (; i < count && wf_is_float_immediate(v = wf_slot_acquire(&items[i])); i++)
    floats += wf_float_immediate_get(v);
  *total = wf_float_new(floats);
  return i;
}

/* Adds the first items of a list under its lock, as far as that runs no script code: most lists are
   done then, without a copy. */
static bool open_list(source *s, wf_value list, wf_value *total) {
  wf_list *l = wf_to_list(list);
  wf_value *rest = NULL;
  wf_lock(l);
  const wf_list_storage *storage = atomic_load_explicit(&l->storage, memory_order_relaxed);
  size_t length = atomic_load_explicit(&l->length, memory_order_relaxed);
  size_t i = length ? add_plainly(total, storage->items, length) : 0;
  size_t left = length - i;
  if (left && (rest = wf_alloc_array(left, sizeof *rest)))
    for (size_t j = 0; j < left; j++) rest[j] = wf_slot_acquire(&storage->items[i + j]);
  wf_unlock(l);
  *s = (source){.items = rest, .count = left, .list = WF_EMPTY, .iterator = WF_EMPTY};
  return rest || !left;
}

WF_NATIVE(builtin_sum) {
  wf_value total = args[1] == WF_EMPTY ? wf_small_int(0) : args[1], v;
  source s;
  bool is_list = wf_is_list_exact(args[0]);
  if ((!is_list && !open_source(&s, args[0])) || !check_sum_start(total) ||
      (is_list && !open_list(&s, args[0], &total)))
    return WF_ERROR;
  while ((v = next_of(&s)) != WF_EMPTY) {
    if (v == WF_ERROR) return WF_ERROR;
    wf_value sum = plain_sum(total, v);
    total = sum != WF_EMPTY ? sum : wf_binary(WF_OP_ADD, total, v);
    if (total == WF_ERROR) return WF_ERROR;
  }
  return total;
}

/* min and max: raw arguments, key= and default=. */
struct extreme {
  const char *name;
  enum wf_compare_op op;
  wf_value key, best, best_key;
};

static bool consider(struct extreme *e, wf_value item) {
  wf_value key = item;
  if (e->key != WF_EMPTY && (key = wf_call1(e->key, item)) == WF_ERROR) return false;
  if (e->best != WF_EMPTY) {
    int better = wf_compare_bool(key, e->best_key, e->op);
    if (better <= 0) return better == 0;
  }
  e->best = item;
  e->best_key = key;
  return true;
}

static wf_value find_extreme(const char *name, enum wf_compare_op op, const wf_value *args,
                             size_t nargs, wf_value kwnames) {
  struct extreme e = {.name = name, .op = op};
  wf_value fallback = WF_EMPTY;
  if (nargs == 0)
    return wf_raise(&wf_exc_TypeError, "%s expected at least 1 argument, got 0", name);
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    wf_value keyword = wf_tuple_get(kwnames, i);
    if (wf_str_equal_c(keyword, "key"))
      e.key = args[nargs + i] == WF_NONE ? WF_EMPTY : args[nargs + i];
    else if (wf_str_equal_c(keyword, "default")) fallback = args[nargs + i];
    else
      return wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for %s()", keyword,
                      name);
  }
  if (nargs > 1) {
    if (fallback != WF_EMPTY)
      return wf_raise(&wf_exc_TypeError,
                      "Cannot specify a default for %s() with multiple positional arguments", name);
    for (size_t i = 0; i < nargs; i++)
      if (!consider(&e, args[i])) return WF_ERROR;
    return e.best;
  }
  source s;
  wf_value v;
  if (!open_source(&s, args[0])) return WF_ERROR;
  while ((v = next_of(&s)) != WF_EMPTY)
    if (v == WF_ERROR || !consider(&e, v)) return WF_ERROR;
  if (e.best != WF_EMPTY) return e.best;
  if (fallback != WF_EMPTY) return fallback;
  return wf_raise(&wf_exc_ValueError, "%s() arg is an empty sequence", name);
}
WF_NATIVE(builtin_min) { return find_extreme("min", WF_LT, args, nargs, kwnames); }
WF_NATIVE(builtin_max) { return find_extreme("max", WF_GT, args, nargs, kwnames); }

/* Raw: the list is made before anybody looks at the keywords, which are those of list.sort(). */
WF_NATIVE(builtin_sorted) {
  if (nargs != 1)
    return wf_raise(&wf_exc_TypeError, "sorted expected 1 argument, got %zu", nargs);
  wf_value list = wf_list_from_iterable(args[0]), a[2];
  bool reverse;
  if (list == WF_ERROR) return WF_ERROR;
  if (!WF_BIND("sort", "(*, key=None, reverse=False)", args + 1, 0, kwnames, a)) return WF_ERROR;
  if (!wf_list_take_reverse(a[1], &reverse)) return WF_ERROR;
  wf_value key = a[0] == WF_NONE ? WF_EMPTY : a[0];
  return wf_list_sort(list, key, reverse) ? list : WF_ERROR;
}

/* --- Attributes and classes --- */

WF_NATIVE(builtin_getattr) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", args[1]);
  if (args[2] == WF_EMPTY) return wf_getattr(args[0], args[1]);
  wf_value v;
  int found = wf_getattr_optional(args[0], args[1], &v);
  return found < 0 ? WF_ERROR : found ? v : args[2];
}

WF_NATIVE(builtin_hasattr) {
  wf_value v;
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", args[1]);
  int found = wf_getattr_optional(args[0], args[1], &v);
  return found < 0 ? WF_ERROR : wf_bool(found);
}

static wf_value set_attribute(wf_value object, wf_value name, wf_value value) {
  if (!wf_is_str(name))
    return wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", name);
  return wf_setattr(object, name, value) < 0 ? WF_ERROR : WF_NONE;
}
WF_NATIVE(builtin_setattr) { return set_attribute(args[0], args[1], args[2]); }
WF_NATIVE(builtin_delattr) { return set_attribute(args[0], args[1], WF_EMPTY); }

WF_NATIVE(builtin_isinstance) {
  int is = wf_is_instance(args[0], args[1]);
  return is < 0 ? WF_ERROR : wf_bool(is);
}
WF_NATIVE(builtin_issubclass) {
  int is = wf_is_subclass(args[0], args[1]);
  return is < 0 ? WF_ERROR : wf_bool(is);
}

WF_NATIVE(builtin_build_class) { return wf_hooks.class_build(args, nargs, kwnames); }

/* --- Namespaces and code --- */

static wf_value no_frame(void) {
  return wf_raise(&wf_exc_SystemError, "no script code is running");
}
WF_NATIVE(builtin_globals) {
  wf_value v = wf_hooks.frame_globals(0);
  return v == WF_EMPTY ? no_frame() : v;
}
WF_NATIVE(builtin_locals) {
  wf_value v = wf_hooks.frame_locals(0);
  return v == WF_EMPTY ? no_frame() : v;
}

WF_NATIVE(builtin_vars) {
  if (args[0] == WF_EMPTY) return builtin_locals(args, 0, WF_EMPTY);
  wf_value v;
  int found = wf_getattr_optional(args[0], wf_names.__dict__, &v);
  if (found < 0) return WF_ERROR;
  return found ? v : wf_raise(&wf_exc_TypeError, "vars() argument must have __dict__ attribute");
}

WF_NATIVE(builtin_dir) {
  wf_value names;
  if (args[0] == WF_EMPTY) {
    wf_value locals = wf_hooks.frame_locals(0);
    if (locals == WF_EMPTY) return no_frame();
    if (locals != WF_ERROR && !wf_is_dict_exact(locals))
      locals = wf_call_method0(locals, wf_names.keys);
    names = locals == WF_ERROR ? WF_ERROR : wf_list_from_iterable(locals);
  } else {
    names = wf_call_special(args[0], wf_names.__dir__, NULL, 0);
    if (names == WF_EMPTY)
      return wf_raise(&wf_exc_TypeError, "object does not provide __dir__");
    if (names != WF_ERROR) names = wf_list_from_iterable(names);
  }
  return names != WF_ERROR && wf_list_sort(names, WF_EMPTY, false) ? names : WF_ERROR;
}

static bool is_mapping(wf_value v) {
  return v == WF_EMPTY || wf_is_dict(v) || wf_type_of(v)->slots.getitem;
}
static bool check_locals(wf_value v) {
  if (is_mapping(v)) return true;
  wf_raise(&wf_exc_TypeError, "locals must be a mapping or None, not %T", v);
  return false;
}

/* The namespaces of eval and exec: what was given, else the caller's. */
static bool namespaces(const char *function, wf_value globals, wf_value locals, wf_value *g,
                       wf_value *l) {
  bool eval = !strcmp(function, "eval");
  *g = globals == WF_NONE ? WF_EMPTY : globals;
  *l = locals == WF_NONE ? WF_EMPTY : locals;
  if (eval && !is_mapping(*l))
    return wf_raise(&wf_exc_TypeError, "locals must be a mapping"), false;
  if (*g == WF_EMPTY) {
    *g = wf_hooks.frame_globals(0);
    if (*g == WF_EMPTY) return no_frame() != WF_ERROR;
    if (*l == WF_EMPTY) *l = wf_hooks.frame_locals(0);
    return *l != WF_ERROR && check_locals(*l);
  }
  if (!wf_is_dict(*g)) {
    if (eval)
      wf_raise(&wf_exc_TypeError, "globals must be a %s",
               wf_type_of(*g)->slots.getitem ? "real dict; try eval(expr, {}, mapping)" : "dict");
    else wf_raise(&wf_exc_TypeError, "exec() globals must be a dict, not %T", *g);
    return false;
  }
  return check_locals(*l);
}

/* eval() takes an indented expression. */
static wf_value without_indent(wf_value source) {
  if (!wf_is_str(source)) return source;
  const char *p = wf_str_data(source);
  size_t skip = strspn(p, " \t");
  return skip ? wf_str_new(p + skip, wf_str_size(source) - skip) : source;
}

static bool tell_of_source(wf_value source, wf_value filename) {
  if (!atomic_load_explicit(&wf_audit_is_wanted, memory_order_relaxed)) return true;
  if (wf_is_str(source)) source = wf_bytes_new(wf_str_data(source), wf_str_size(source));
  return source != WF_ERROR && WF_AUDIT("compile", 2, source, filename);
}

static wf_value run_given(wf_value source, wf_value globals, wf_value locals, bool eval) {
  const char *function = eval ? "eval" : "exec";
  wf_value g, l;
  if (!namespaces(function, globals, locals, &g, &l)) return WF_ERROR;
  wf_value code = source;
  if (!wf_hooks.is_code(source)) {
    if (!wf_is_str(source) && !wf_has_buffer(source))
      return wf_raise(&wf_exc_TypeError, "%s() arg 1 must be a string, bytes or code object",
                      function);
    if (!tell_of_source(source, wf_str_intern_c("<string>"))) return WF_ERROR;
    code = wf_hooks.compile(eval ? without_indent(source) : source, wf_str_intern_c("<string>"),
                            eval ? WF_COMPILE_EVAL : WF_COMPILE_EXEC, wf_hooks.compile_flags(0),
                            -1);
    if (code == WF_ERROR) return WF_ERROR;
  } else if (wf_hooks.code_free_count(code)) {
    return wf_raise(&wf_exc_TypeError, "code object passed to %s() may not contain free variables",
                    function);
  }
  wf_value v = WF_AUDIT("exec", 1, code) ? wf_hooks.run(code, g, l) : WF_ERROR;
  return v == WF_ERROR || eval ? v : WF_NONE;
}

WF_NATIVE(builtin_eval) { return run_given(args[0], args[1], args[2], true); }

WF_NATIVE(builtin_exec) {
  if (args[3] == WF_EMPTY || args[3] == WF_NONE) return run_given(args[0], args[1], args[2], false);
  wf_value g, l;
  if (!wf_hooks.is_code(args[0]) || !wf_is_tuple(args[3]))
    return wf_raise(&wf_exc_TypeError, wf_hooks.is_code(args[0])
                        ? "code object requires a closure of exactly length %zu"
                        : "closure can only be used when source is a code object",
                    wf_hooks.is_code(args[0]) ? wf_hooks.code_free_count(args[0]) : 0);
  if (!namespaces("exec", args[1], args[2], &g, &l)) return WF_ERROR;
  if (wf_hooks.code_free_count(args[0]) != wf_tuple_length(args[3]))
    return wf_raise(&wf_exc_TypeError, "code object requires a closure of exactly length %zu",
                    wf_hooks.code_free_count(args[0]));
  return wf_hooks.run_closure(args[0], g, l, args[3]) == WF_ERROR ? WF_ERROR : WF_NONE;
}

/* A str; also from bytes of other kinds, which CPython takes here but advises against. */
static wf_value source_name(wf_value given) {
  if (wf_is_str(given)) return given;
  wf_value path = given;
  if (!wf_has_buffer(given)) path = wf_builtins_fspath(given);
  else if (!wf_is_bytes(given) &&
           wf_warn(&wf_exc_DeprecationWarning, 1,
                   "path should be string, bytes, or os.PathLike, not %T", given) < 0)
    return WF_ERROR;
  if (path == WF_ERROR || wf_is_str(path)) return path;
  return wf_call2(wf_from_type(&wf_str_type), path, wf_str_from_c("utf-8"));
}

WF_NATIVE(builtin_compile) {
  int flags = 0, optimize = -1;
  wf_value filename = source_name(args[1]);
  if (filename == WF_ERROR) return WF_ERROR;
  wf_str *mode = wf_arg_str(args[2], "compile() argument 'mode'");
  if (!mode) return WF_ERROR;
  if (args[3] != WF_EMPTY && !wf_arg_int(args[3], &flags)) return WF_ERROR;
  if (args[5] != WF_EMPTY && !wf_arg_int(args[5], &optimize)) return WF_ERROR;
  if (flags & WF_COMPILE_PYTHON_DONT_INHERIT)
    return wf_raise(&wf_exc_ValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2)
    return wf_raise(&wf_exc_ValueError, "compile(): invalid optimize value");
  bool dont_inherit = false;
  if (args[4] != WF_EMPTY && !wf_arg_bool(args[4], &dont_inherit)) return WF_ERROR;
  if (dont_inherit) flags |= WF_COMPILE_PYTHON_DONT_INHERIT;
  enum wf_compile_mode m;
  if (!strcmp(mode->data, "exec")) m = WF_COMPILE_EXEC;
  else if (!strcmp(mode->data, "eval")) m = WF_COMPILE_EVAL;
  else if (!strcmp(mode->data, "single")) m = WF_COMPILE_SINGLE;
  else
    return wf_raise(&wf_exc_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  if (!wf_is_str(args[0]) && !wf_has_buffer(args[0])) {
    if (wf_hooks.is_code(args[0])) return args[0];
    return wf_raise(&wf_exc_TypeError, "compile() arg 1 must be a string, bytes or AST object");
  }
  int ours = wf_hooks.compile_flags(flags);
  if (ours >= 0 && !tell_of_source(args[0], filename)) return WF_ERROR;
  return ours < 0 ? WF_ERROR : wf_hooks.compile(args[0], filename, m, ours, optimize);
}

WF_NATIVE(builtin_import) {
  int level = 0;
  if (!wf_is_str(args[0])) return wf_raise(&wf_exc_TypeError, "module name must be a string");
  if (!wf_str_plain(args[0]) || (args[4] != WF_EMPTY && !wf_arg_int(args[4], &level)))
    return WF_ERROR;
  if (level < 0) return wf_raise(&wf_exc_ValueError, "level must be >= 0");
  return wf_import_statement(args[0], args[1], args[3], level);
}

/* --- Input and output --- */

static wf_value stream_named(const char *name) {
  wf_value stream = wf_sys_get(name);
  return stream == WF_EMPTY ? wf_raise(&wf_exc_RuntimeError, "lost sys.%s", name) : stream;
}

static bool print_option(wf_value v, const char *name) {
  if (v == WF_EMPTY || v == WF_NONE || wf_is_str(v)) return true;
  wf_raise(&wf_exc_TypeError, "%s must be None or a string, not %T", name, v);
  return false;
}

/* Where print() writes to: a method, or WF_EMPTY; then the pieces are collected. */
typedef struct print_target {
  wf_value write;
  wf_text_print print;
} print_target;

static bool write_to(print_target *target, wf_value text) {
  if (target->write == WF_EMPTY) return wf_list_append(target->print.pieces, text);
  return wf_call1(target->write, text) != WF_ERROR;
}

static bool print_values(print_target *target, const wf_value *values, size_t count, wf_value sep,
                         wf_value end) {
  for (size_t i = 0; i < count; i++) {
    if (i && !write_to(target, sep)) return false;
    wf_value text = wf_is_str_exact(values[i]) ? values[i] : wf_to_str(values[i]);
    if (text == WF_ERROR || !write_to(target, text)) return false;
  }
  return write_to(target, end);
}

/* To a stream that is the runtime's own as one operation, to any other by the calls of write() that
   scripts expect. */
static bool print_to(wf_value file, const wf_value *values, size_t count, wf_value sep,
                     wf_value end) {
  print_target target = {.write = WF_EMPTY};
  if (!wf_text_takes_prints(file)) {
    target.write = wf_getattr(file, wf_names.write);
    return target.write != WF_ERROR && print_values(&target, values, count, sep, end);
  }
  wf_text_print_begin(&target.print, file);
  bool complete = target.print.pieces != WF_ERROR &&
                  print_values(&target, values, count, sep, end);
  return wf_text_print_end(&target.print, complete);
}

/* Raw: any number of values; sep, end, file, flush by keyword. */
WF_NATIVE(builtin_print) {
  wf_value sep = WF_EMPTY, end = WF_EMPTY, file = WF_EMPTY, flush = WF_FALSE;
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    wf_value keyword = wf_tuple_get(kwnames, i), v = args[nargs + i];
    if (wf_str_equal_c(keyword, "sep")) sep = v;
    else if (wf_str_equal_c(keyword, "end")) end = v;
    else if (wf_str_equal_c(keyword, "file")) file = v;
    else if (wf_str_equal_c(keyword, "flush")) flush = v;
    else
      return wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for print()",
                      keyword);
  }
  if (file == WF_EMPTY || file == WF_NONE) {
    file = stream_named("stdout");
    if (file == WF_ERROR) return WF_ERROR;
    if (file == WF_NONE) return WF_NONE;
  }
  if (!print_option(sep, "sep") || !print_option(end, "end")) return WF_ERROR;
  if (sep == WF_EMPTY || sep == WF_NONE) sep = wf_str_from_char(' ');
  if (end == WF_EMPTY || end == WF_NONE) end = wf_str_from_char('\n');
  if (!print_to(file, args, nargs, sep, end)) return WF_ERROR;
  int must_flush = wf_truth(flush);
  if (must_flush < 0) return WF_ERROR;
  return must_flush && wf_call_method0(file, wf_names.flush) == WF_ERROR ? WF_ERROR : WF_NONE;
}

/* Without libedit: the prompt goes to stdout, the line comes from stdin. */
WF_NATIVE(builtin_input) {
  wf_value in = stream_named("stdin"), out = stream_named("stdout");
  if (in == WF_ERROR || out == WF_ERROR) return WF_ERROR;
  if (in == WF_NONE) return wf_raise(&wf_exc_RuntimeError, "input(): lost sys.stdin");
  if (out == WF_NONE) return wf_raise(&wf_exc_RuntimeError, "input(): lost sys.stdout");
  wf_value error_stream = wf_sys_get("stderr");
  if (error_stream != WF_EMPTY && error_stream != WF_NONE &&
      wf_call_method0(error_stream, wf_names.flush) == WF_ERROR)
    wf_error_clear();
  if (args[0] != WF_EMPTY) {
    wf_value text = wf_to_str(args[0]);
    if (text == WF_ERROR || wf_call_method1(out, wf_names.write, text) == WF_ERROR) return WF_ERROR;
  }
  if (wf_call_method0(out, wf_names.flush) == WF_ERROR) wf_error_clear();
  wf_value line = wf_call_method0(in, wf_names.readline);
  if (line == WF_ERROR) return WF_ERROR;
  if (!wf_is_str(line))
    return wf_raise(&wf_exc_TypeError, "object.readline() returned non-string");
  size_t length = wf_str_length(line);
  if (length == 0) return wf_raise(&wf_exc_EOFError, "EOF when reading a line");
  return wf_str_at(line, (int64_t)length - 1) == '\n' ? wf_str_slice(line, 0, (int64_t)length - 1)
                                                      : line;
}

/* Not by way of io: to import that runs scripts, which a trace function would see. */
WF_NATIVE(builtin_open) {
  return wf_import_c("_io") == WF_ERROR ? WF_ERROR : wf_io_open(args);
}

WF_NATIVE(builtin_breakpoint) {
  wf_value hook = stream_named("breakpointhook");
  return hook == WF_ERROR ? WF_ERROR : wf_call(hook, args, nargs, kwnames);
}

wf_value wf_builtins_fspath(wf_value path) {
  if (wf_is_str(path) || wf_is_bytes(path)) return path;
  wf_value v = wf_call_special(path, wf_names.__fspath__, NULL, 0);
  if (v == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "expected str, bytes or os.PathLike object, not %T", path);
  if (v != WF_ERROR && !wf_is_str(v) && !wf_is_bytes(v))
    return wf_raise(&wf_exc_TypeError, "expected %T.__fspath__() to return str or bytes, not %T",
                    path, v);
  return v;
}

/* --- help, exit and quit, copyright, credits and license: names for people at a prompt --- */

typedef struct hint {
  wf_object head;
  wf_value text;
} hint;
static hint *to_hint(wf_value v) { return (hint *)wf_to_object(v); }

static wf_value hint_repr(wf_value self) { return to_hint(self)->text; }
static wf_value quitter_call(WF_UNUSED wf_value self, const wf_value *args, size_t npos,
                             wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("exit", "(code=None)", args, npos, kwnames, a)) return WF_ERROR;
  return wf_raise_value(&wf_exc_SystemExit, a[0] == WF_EMPTY ? WF_NONE : a[0]);
}
static wf_type quitter_type = {.name = "_sitebuiltins.Quitter",
                               .instance_size = sizeof(hint),
                               .flags = WF_TYPE_NO_NEW,
                               .slots = {.repr = hint_repr, .call = quitter_call}};

static wf_value printer_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!WF_BIND_AS_SCRIPT("_Printer.__call__", "()", args, npos, kwnames, NULL)) return WF_ERROR;
  return builtin_print(&to_hint(self)->text, 1, WF_EMPTY);
}
static wf_type printer_type = {.name = "_sitebuiltins._Printer",
                               .instance_size = sizeof(hint),
                               .flags = WF_TYPE_NO_NEW,
                               .slots = {.repr = hint_repr, .call = printer_call}};

static wf_value helper_repr(WF_UNUSED wf_value self) {
  return wf_str_from_c(
      "Type help() for interactive help, or help(object) for help about object.");
}
static wf_value helper_call(WF_UNUSED wf_value self, const wf_value *args, size_t npos,
                            wf_value kwnames) {
  wf_value help = wf_import_attribute("pydoc", "help");
  return help == WF_ERROR ? WF_ERROR : wf_call(help, args, npos, kwnames);
}
static wf_type helper_type = {.name = "_sitebuiltins._Helper",
                              .doc = "help([object])\n\nShow the documentation of an object.",
                              .instance_size = sizeof(wf_object),
                              .flags = WF_TYPE_NO_NEW,
                              .slots = {.repr = helper_repr, .call = helper_call}};

static bool add_hint(wf_value module, wf_type *type, const char *name, const char *text) {
  hint *h = wf_object_new(type);
  h->text = wf_str_from_c(text);
  return wf_module_add(module, name, wf_from_object(h));
}
static bool add_hints(wf_value module) {
  return wf_type_ready(&quitter_type) && wf_type_ready(&printer_type) &&
         wf_type_ready(&helper_type) &&
         wf_module_add(module, "help", wf_from_object(wf_object_new(&helper_type))) &&
         add_hint(module, &quitter_type, "exit", "Use exit() or Ctrl-D (i.e. EOF) to exit") &&
         add_hint(module, &quitter_type, "quit", "Use quit() or Ctrl-D (i.e. EOF) to exit") &&
         add_hint(module, &printer_type, "copyright", "Copyright (c) The Weft developers.") &&
         add_hint(module, &printer_type, "credits", "Weft is made by its developers.") &&
         add_hint(module, &printer_type, "license",
                  "Weft is free software under the MIT license.");
}

static const wf_native_def functions[] = {
    {"abs", builtin_abs, "(x, /)", "The absolute value.", 0},
    {"aiter", builtin_aiter, "(async_iterable, /)", "An asynchronous iterator over the argument.",
     0},
    {"all", builtin_all, "(iterable, /)", "Whether every item is true.", 0},
    {"anext", builtin_anext, "(aiterator, default=<unrepresentable>, /)",
     "An awaitable of the next item.", 0},
    {"any", builtin_any, "(iterable, /)", "Whether some item is true.", 0},
    {"ascii", builtin_ascii, "(obj, /)", "repr() with everything but ASCII escaped.", 0},
    {"bin", builtin_bin, "(number, /)", "The binary text of an integer.", 0},
    {"breakpoint", builtin_breakpoint, WF_RAW,
     "breakpoint(*args, **kws)\n\nCall sys.breakpointhook().", 0},
    {"callable", builtin_callable, "(obj, /)", "Whether the object can be called.", 0},
    {"chr", builtin_chr, "(i, /)", "The character with that code point.", 0},
    {"compile", builtin_compile,
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
     "Source text as a code object for exec() or eval().", 0},
    {"delattr", builtin_delattr, "(obj, name, /)", "Delete an attribute by name.", 0},
    {"dir", builtin_dir, "(object=<unrepresentable>, /)",
     "The names of a scope, or of an object's attributes.", 0},
    {"divmod", builtin_divmod, "(x, y, /)", "The pair (x//y, x%y).", 0},
    {"eval", builtin_eval, "(source, globals=None, locals=None, /)",
     "The value of an expression given as text or code.", 0},
    {"exec", builtin_exec, "(source, globals=None, locals=None, /, *, closure=None)",
     "Run statements given as text or code.", 0},
    {"format", builtin_format, "(value, format_spec='', /)", "value.__format__(format_spec).", 0},
    {"getattr", builtin_getattr, "(object, name, default=<unrepresentable>, /)",
     "An attribute by name; the default when there is none.", 0},
    {"globals", builtin_globals, "()", "The namespace of the current module.", 0},
    {"hasattr", builtin_hasattr, "(obj, name, /)",
     "Whether the object has an attribute of that name.", 0},
    {"hash", builtin_hash, "(obj, /)", "The hash value.", 0},
    {"hex", builtin_hex, "(number, /)", "The hexadecimal text of an integer.", 0},
    {"id", builtin_id, "(obj, /)",
     "The identity: unique among the objects that live at the same time.", 0},
    {"input", builtin_input, "(prompt='', /)", "A line from standard input, without its newline.",
     0},
    {"isinstance", builtin_isinstance, "(obj, class_or_tuple, /)",
     "Whether the object is an instance of the class, or of one of several.", 0},
    {"issubclass", builtin_issubclass, "(cls, class_or_tuple, /)",
     "Whether the class derives from another, or from one of several.", 0},
    {"iter", builtin_iter, "(object, sentinel=<unrepresentable>, /)",
     "An iterator over an object, or over calls until a value comes.", 0},
    {"len", builtin_len, "(obj, /)", "The number of items.", WF_FN_LETS_GO},
    {"locals", builtin_locals, "()", "The namespace of the current function, class or module.", 0},
    {"max", builtin_max, WF_RAW,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe largest item or argument.",
     0},
    {"min", builtin_min, WF_RAW,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nThe smallest item or argument.",
     0},
    {"next", builtin_next, "(iterator, default=<unrepresentable>, /)",
     "The next item; the default when there is none left.", 0},
    {"oct", builtin_oct, "(number, /)", "The octal text of an integer.", 0},
    {"open", builtin_open,
     "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     "Open a file and return a stream.", 0},
    {"ord", builtin_ord, "(c, /)", "The code point of a character.", 0},
    {"pow", builtin_pow, "(base, exp, mod=None)", "base**exp, or base**exp % mod.", 0},
    {"print", builtin_print, WF_RAW,
     "print(*args, sep=' ', end='\\n', file=None, flush=False)\n\nWrite values to a stream, "
     "sys.stdout by default.",
     0},
    {"repr", builtin_repr, "(obj, /)", "The representation of an object as text.", 0},
    {"round", builtin_round, "(number, ndigits=None)", "Rounded to a number of decimal digits.", 0},
    {"setattr", builtin_setattr, "(obj, name, value, /)", "Set an attribute by name.", 0},
    {"sorted", builtin_sorted, WF_RAW,
     "sorted(iterable, /, *, key=None, reverse=False)\n\nA sorted list of the items.", 0},
    {"sum", builtin_sum, "(iterable, /, start=0)", "The sum of start and the items.", 0},
    {"vars", builtin_vars, "(object=<unrepresentable>, /)",
     "The __dict__ of an object, or locals().", 0},
    {"__build_class__", builtin_build_class, WF_RAW,
     "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class "
     "statement calls.",
     0},
    {"__import__", builtin_import, "(name, globals=None, locals=None, fromlist=(), level=0)",
     "What the import statement calls.", 0},
    {0},
};

static wf_type *const types[] = {
    &wf_object_type, &wf_type_type, &wf_int_type, &wf_bool_type, &wf_float_type, &wf_complex_type,
    &wf_str_type, &wf_bytes_type, &wf_bytearray_type, &wf_memoryview_type, &wf_list_type,
    &wf_tuple_type, &wf_dict_type, &wf_set_type, &wf_frozenset_type, &wf_range_type, &wf_slice_type,
    &wf_property_type, &wf_classmethod_type, &wf_staticmethod_type, &wf_super_type,
    &wf_enumerate_type, &wf_zip_type, &wf_map_type, &wf_filter_type, &wf_reversed_type,
#define WF_EXCEPTION(name, base, layout, doc) &wf_exc_##name,
#include "runtime/exceptions.def"
};

static bool init(wf_value module) {
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_module_add_type(module, types[i])) return false;
  return add_hints(module) && wf_module_add(module, "None", WF_NONE) &&
         wf_module_add(module, "True", WF_TRUE) && wf_module_add(module, "False", WF_FALSE) &&
         wf_module_add(module, "Ellipsis", WF_ELLIPSIS) &&
         wf_module_add(module, "NotImplemented", WF_NOT_IMPLEMENTED) &&
         wf_module_add(module, "EnvironmentError", wf_from_type(&wf_exc_OSError)) &&
         wf_module_add(module, "IOError", wf_from_type(&wf_exc_OSError)) &&
         wf_module_add(module, "__debug__", WF_TRUE);
}

const wf_module_def wf_builtins_module = {
    .name = "builtins",
    .doc = "Built-in functions, types, exceptions and constants.",
    .functions = functions,
    .init = init,
};
