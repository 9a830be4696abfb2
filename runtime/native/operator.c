/* _operator: the operators as functions, and functions that get items, attributes and method
   results. */
#include <config.h>

#include "runtime/bytes.h"
#include "runtime/module.h"
#include "runtime/sequence_internal.h"

/* --- Operators --- */

#define BINARY_FUNCTION(name, id)                                                             \
  WF_NATIVE(operator_##name) { return wf_binary(WF_OP_##id, args[0], args[1]); }
#define INPLACE_FUNCTION(name, id)                                                            \
  WF_NATIVE(operator_##name) { return wf_inplace(WF_OP_##id, args[0], args[1]); }
#define UNARY_FUNCTION(name, id)                                                              \
  WF_NATIVE(operator_##name) { return wf_unary(WF_OP_##id, args[0]); }
#define COMPARE_FUNCTION(name, op)                                                            \
  WF_NATIVE(operator_##name) { return wf_compare(args[0], args[1], op); }

/* X(function, operator, symbol) */
#define BINARY_FUNCTIONS(X)                                                                   \
  X(add, ADD, "+") X(sub, SUB, "-") X(mul, MUL, "*") X(matmul, MATMUL, "@")                   \
  X(floordiv, FLOORDIV, "//") X(truediv, TRUEDIV, "/") X(mod, MOD, "%")                       \
  X(lshift, LSHIFT, "<<") X(rshift, RSHIFT, ">>") X(and_, AND, "&") X(xor, XOR, "^")          \
  X(or_, OR, "|")
#define INPLACE_FUNCTIONS(X)                                                                  \
  X(iadd, ADD, "+=") X(isub, SUB, "-=") X(imul, MUL, "*=") X(imatmul, MATMUL, "@=")           \
  X(ifloordiv, FLOORDIV, "//=") X(itruediv, TRUEDIV, "/=") X(imod, MOD, "%=")                 \
  X(ilshift, LSHIFT, "<<=") X(irshift, RSHIFT, ">>=") X(iand, AND, "&=") X(ixor, XOR, "^=")   \
  X(ior, OR, "|=") X(ipow, POW, "**=")
#define UNARY_FUNCTIONS(X)                                                                    \
  X(neg, NEG, "-a") X(pos, POS, "+a") X(abs, ABS, "abs(a)") X(inv, INVERT, "~a")              \
  X(invert, INVERT, "~a")
#define COMPARE_FUNCTIONS(X)                                                                  \
  X(eq, WF_EQ, "==") X(ne, WF_NE, "!=") X(lt, WF_LT, "<") X(le, WF_LE, "<=") X(gt, WF_GT, ">") \
  X(ge, WF_GE, ">=")

#define X(name, id, symbol) BINARY_FUNCTION(name, id)
BINARY_FUNCTIONS(X)
#undef X
#define X(name, id, symbol) INPLACE_FUNCTION(name, id)
INPLACE_FUNCTIONS(X)
#undef X
#define X(name, id, symbol) UNARY_FUNCTION(name, id)
UNARY_FUNCTIONS(X)
#undef X
#define X(name, op, symbol) COMPARE_FUNCTION(name, op)
COMPARE_FUNCTIONS(X)
#undef X

WF_NATIVE(operator_pow) { return wf_power(args[0], args[1], WF_NONE); }

WF_NATIVE(operator_truth) {
  int truth = wf_truth(args[0]);
  return truth < 0 ? WF_ERROR : wf_bool(truth);
}
WF_NATIVE(operator_not) {
  int truth = wf_truth(args[0]);
  return truth < 0 ? WF_ERROR : wf_bool(!truth);
}
WF_NATIVE(operator_is) { return wf_bool(args[0] == args[1]); }
WF_NATIVE(operator_is_not) { return wf_bool(args[0] != args[1]); }
WF_NATIVE(operator_index) { return wf_index(args[0]); }

/* --- Sequences --- */

static bool can_concatenate(wf_value v) {
  if (wf_type_of(v)->slots.getitem && !wf_is_dict(v)) return true;
  wf_raise(&wf_exc_TypeError, "'%T' object can't be concatenated", v);
  return false;
}

WF_NATIVE(operator_concat) {
  return can_concatenate(args[0]) ? wf_binary(WF_OP_ADD, args[0], args[1]) : WF_ERROR;
}
WF_NATIVE(operator_iconcat) {
  return can_concatenate(args[0]) ? wf_inplace(WF_OP_ADD, args[0], args[1]) : WF_ERROR;
}

WF_NATIVE(operator_contains) {
  int found = wf_contains(args[0], args[1]);
  return found < 0 ? WF_ERROR : wf_bool(found);
}

/* Counts the items equal to v, or finds the first: then *count is its index. 1 found, 0 not, -1
   error. */
static int search(wf_value iterable, wf_value v, int64_t *count, bool all) {
  wf_value iterator = wf_iter_shared(iterable);
  *count = 0;
  if (iterator == WF_ERROR) {
    if (!wf_error_is(&wf_exc_TypeError)) return -1;
    wf_error_clear();
    wf_raise(&wf_exc_TypeError, "argument of type '%T' is not iterable", iterable);
    return -1;
  }
  for (int64_t i = 0;; i++) {
    wf_value item = wf_step(iterator);
    if (item == WF_EMPTY) return 0;
    int equal = item == WF_ERROR ? -1 : wf_items_equal(item, v);
    if (equal < 0) return -1;
    if (equal && !all) {
      *count = i;
      return 1;
    }
    *count += equal;
  }
}

WF_NATIVE(operator_count_of) {
  int64_t count;
  return search(args[0], args[1], &count, true) < 0 ? WF_ERROR : wf_int_new(count);
}

WF_NATIVE(operator_index_of) {
  int64_t at;
  int found = search(args[0], args[1], &at, false);
  if (found < 0) return WF_ERROR;
  return found ? wf_int_new(at)
               : wf_raise(&wf_exc_ValueError, "sequence.index(x): x not in sequence");
}

WF_NATIVE(operator_getitem) { return wf_getitem(args[0], args[1]); }
WF_NATIVE(operator_setitem) {
  return wf_setitem(args[0], args[1], args[2]) < 0 ? WF_ERROR : WF_NONE;
}
WF_NATIVE(operator_delitem) {
  return wf_setitem(args[0], args[1], WF_EMPTY) < 0 ? WF_ERROR : WF_NONE;
}

WF_NATIVE(operator_length_hint) {
  int64_t fallback = 0;
  if (args[1] != WF_EMPTY && !wf_is_int(args[1]))
    return wf_raise(&wf_exc_TypeError, "'%T' object cannot be interpreted as an integer", args[1]);
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &fallback)) return WF_ERROR;
  int64_t hint = wf_length_hint(args[0], fallback);
  return hint == -1 && wf_error_pending() ? WF_ERROR : wf_int_new(hint);
}

WF_NATIVE(operator_call) {
  if (nargs < 1) return wf_raise(&wf_exc_TypeError, "call expected at least 1 argument, got 0");
  return wf_call(args[0], args + 1, nargs - 1, kwnames);
}

/* Takes time that depends on the lengths only. */
static bool same_bytes(const uint8_t *a, size_t na, const uint8_t *b, size_t nb) {
  volatile uint8_t difference = na != nb;
  const uint8_t *other = na == nb ? a : b;
  for (size_t i = 0; i < nb; i++) difference |= (uint8_t)(other[i] ^ b[i]);
  return difference == 0;
}

WF_NATIVE(operator_compare_digest) {
  wf_buffer a, b;
  if (wf_is_str(args[0]) && wf_is_str(args[1])) {
    if (!wf_str_is_ascii(args[0]) || !wf_str_is_ascii(args[1]))
      return wf_raise(&wf_exc_TypeError,
                      "comparing strings with non-ASCII characters is not supported");
    return wf_bool(same_bytes((const uint8_t *)wf_str_bytes(args[0]), wf_str_size(args[0]),
                              (const uint8_t *)wf_str_bytes(args[1]), wf_str_size(args[1])));
  }
  if (!wf_has_buffer(args[0]) || !wf_has_buffer(args[1]))
    return wf_raise(&wf_exc_TypeError,
                    "unsupported operand types(s) or combination of types: '%T' and '%T'", args[0],
                    args[1]);
  if (wf_buffer_get(args[0], &a, WF_BUFFER_READ) < 0) return WF_ERROR;
  if (wf_buffer_get(args[1], &b, WF_BUFFER_READ) < 0) {
    wf_buffer_release(&a);
    return WF_ERROR;
  }
  bool same = same_bytes(a.data, a.size, b.data, b.size);
  wf_buffer_release(&a);
  wf_buffer_release(&b);
  return wf_bool(same);
}

/* --- itemgetter and attrgetter --- */

typedef struct getter {
  wf_object head;
  wf_value keys;  /* tuple: what repr and copies show */
  wf_value paths; /* attrgetter: a tuple of tuples of interned names */
} getter;

static wf_type itemgetter_type, attrgetter_type, methodcaller_type;

static getter *to_getter(wf_value v) { return (getter *)(uintptr_t)v; }

static bool no_keywords(const char *name, wf_value kwnames) {
  if (kwnames == WF_EMPTY || wf_tuple_length(kwnames) == 0) return true;
  wf_raise(&wf_exc_TypeError, "%s() takes no keyword arguments", name);
  return false;
}

static bool one_argument(const char *name, size_t npos, bool more) {
  if (more ? npos >= 1 : npos == 1) return true;
  wf_raise(&wf_exc_TypeError, "%s expected 1 argument, got %zu", name, npos);
  return false;
}

static wf_value getter_new(wf_type *cls, wf_value keys, wf_value paths) {
  if (keys == WF_ERROR || paths == WF_ERROR) return WF_ERROR;
  getter *g = wf_object_new(cls);
  g->keys = keys;
  g->paths = paths;
  return wf_from_object(g);
}

static wf_value itemgetter_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!no_keywords("itemgetter", kwnames) || !one_argument("itemgetter", npos, true))
    return WF_ERROR;
  return getter_new(cls, wf_tuple_from_array(args, npos), WF_EMPTY);
}

static wf_value itemgetter_call(wf_value self, const wf_value *args, size_t npos,
                                wf_value kwnames) {
  if (!no_keywords("itemgetter", kwnames) || !one_argument("itemgetter", npos, false))
    return WF_ERROR;
  wf_value keys = to_getter(self)->keys;
  size_t count = wf_tuple_length(keys);
  if (count == 1) return wf_getitem(args[0], wf_tuple_get(keys, 0));
  wf_value result = wf_tuple_new(count);
  for (size_t i = 0; result != WF_ERROR && i < count; i++) {
    wf_value v = wf_getitem(args[0], wf_tuple_get(keys, i));
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(result)->items[i] = v;
  }
  return result;
}

/* "a.b.c" as a tuple of interned names. */
static wf_value path_of(wf_value name) {
  if (!wf_is_str(name)) return wf_raise(&wf_exc_TypeError, "attribute name must be a string");
  const char *text = wf_str_bytes(name), *end = text + wf_str_size(name);
  wf_value names = wf_list_new(2);
  while (names != WF_ERROR) {
    const char *dot = memchr(text, '.', (size_t)(end - text));
    wf_value part = wf_str_new(text, (size_t)((dot ? dot : end) - text));
    if (part == WF_ERROR || !wf_list_append(names, wf_str_intern(part))) return WF_ERROR;
    if (!dot) break;
    text = dot + 1;
  }
  return names == WF_ERROR ? WF_ERROR : wf_list_to_tuple(names);
}

static wf_value attrgetter_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!no_keywords("attrgetter", kwnames) || !one_argument("attrgetter", npos, true))
    return WF_ERROR;
  wf_value paths = wf_tuple_new(npos);
  for (size_t i = 0; paths != WF_ERROR && i < npos; i++) {
    wf_value path = path_of(args[i]);
    if (path == WF_ERROR) return WF_ERROR;
    wf_to_tuple(paths)->items[i] = path;
  }
  return getter_new(cls, wf_tuple_from_array(args, npos), paths);
}

static wf_value follow(wf_value v, wf_value path) {
  for (size_t i = 0; v != WF_ERROR && i < wf_tuple_length(path); i++)
    v = wf_getattr(v, wf_tuple_get(path, i));
  return v;
}

static wf_value attrgetter_call(wf_value self, const wf_value *args, size_t npos,
                                wf_value kwnames) {
  if (!no_keywords("attrgetter", kwnames) || !one_argument("attrgetter", npos, false))
    return WF_ERROR;
  wf_value paths = to_getter(self)->paths;
  size_t count = wf_tuple_length(paths);
  if (count == 1) return follow(args[0], wf_tuple_get(paths, 0));
  wf_value result = wf_tuple_new(count);
  for (size_t i = 0; result != WF_ERROR && i < count; i++) {
    wf_value v = follow(args[0], wf_tuple_get(paths, i));
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(result)->items[i] = v;
  }
  return result;
}

static wf_value getter_repr(wf_value self) {
  bool error = false;
  const wf_type *type = wf_type_of(self);
  if (!wf_repr_enter(self, &error))
    return error ? WF_ERROR : wf_str_format("operator.%s(...)", wf_type_short_name(type));
  wf_value keys = to_getter(self)->keys;
  wf_value text = wf_repr_items(wf_to_tuple(keys)->items, wf_tuple_length(keys), "(", ")");
  wf_repr_leave(self);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_str_format("operator.%s%U", wf_type_short_name(type), text);
}

WF_NATIVE(getter_reduce) {
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])), to_getter(args[0])->keys);
}

static const wf_native_def getter_methods[] = {
    {"__reduce__", getter_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};

static wf_type itemgetter_type = {
    .name = "operator.itemgetter",
    .doc = "itemgetter(item, *items) -> a function\n\n"
           "The function gives its argument's item, or a tuple of several.",
    .instance_size = sizeof(getter),
    .slots = {.repr = getter_repr, .call = itemgetter_call, .new = itemgetter_new},
    .methods = getter_methods,
};
static wf_type attrgetter_type = {
    .name = "operator.attrgetter",
    .doc = "attrgetter(attr, *attrs) -> a function\n\n"
           "The function gives its argument's attribute, or a tuple of several. Names may have "
           "dots.",
    .instance_size = sizeof(getter),
    .slots = {.repr = getter_repr, .call = attrgetter_call, .new = attrgetter_new},
    .methods = getter_methods,
};

/* --- methodcaller --- */

typedef struct method_caller {
  wf_object head;
  wf_value name, args, keywords; /* keywords: dict or WF_EMPTY */
} method_caller;

static method_caller *to_caller(wf_value v) { return (method_caller *)(uintptr_t)v; }

static wf_value methodcaller_new(wf_type *cls, const wf_value *args, size_t npos,
                                 wf_value kwnames) {
  if (npos < 1)
    return wf_raise(&wf_exc_TypeError,
                    "methodcaller needs at least one argument, the method name");
  if (!wf_is_str(args[0])) return wf_raise(&wf_exc_TypeError, "method name must be a string");
  wf_value keywords = WF_EMPTY, rest = wf_tuple_from_array(args + 1, npos - 1);
  if (kwnames != WF_EMPTY && wf_tuple_length(kwnames)) {
    keywords = wf_dict_new();
    for (size_t i = 0; i < wf_tuple_length(kwnames); i++)
      if (!wf_dict_set(keywords, wf_tuple_get(kwnames, i), args[npos + i])) return WF_ERROR;
  }
  if (rest == WF_ERROR) return WF_ERROR;
  method_caller *m = wf_object_new(cls);
  m->name = wf_is_str_exact(args[0]) ? wf_str_intern(args[0]) : args[0];
  m->args = rest;
  m->keywords = keywords;
  return wf_from_object(m);
}

static wf_value methodcaller_call(wf_value self, const wf_value *args, size_t npos,
                                  wf_value kwnames) {
  const method_caller *m = to_caller(self);
  if (!no_keywords("methodcaller", kwnames) || !one_argument("methodcaller", npos, false))
    return WF_ERROR;
  if (m->keywords == WF_EMPTY)
    return wf_call_method(args[0], m->name, wf_to_tuple(m->args)->items,
                          wf_tuple_length(m->args));
  wf_value method = wf_getattr(args[0], m->name);
  return method == WF_ERROR ? WF_ERROR : wf_call_ex(method, m->args, m->keywords);
}

static bool add_keywords_repr(wf_builder *b, wf_value keywords) {
  wf_value key, value;
  for (size_t at = 0; wf_dict_next(keywords, &at, &key, &value);) {
    wf_builder_format(b, ", %S=", key);
    if (b->failed || !wf_builder_add_repr(b, value)) return false;
  }
  return true;
}

static wf_value methodcaller_repr(wf_value self) {
  const method_caller *m = to_caller(self);
  bool error = false;
  if (!wf_repr_enter(self, &error))
    return error ? WF_ERROR : wf_str_from_c("operator.methodcaller(...)");
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, "operator.methodcaller(");
  bool ok = wf_builder_add_repr(&b, m->name);
  for (size_t i = 0; ok && i < wf_tuple_length(m->args); i++) {
    wf_builder_add(&b, ", ", 2);
    ok = wf_builder_add_repr(&b, wf_tuple_get(m->args, i));
  }
  ok = ok && (m->keywords == WF_EMPTY || add_keywords_repr(&b, m->keywords));
  wf_repr_leave(self);
  if (!ok) return WF_ERROR;
  wf_builder_add(&b, ")", 1);
  return wf_builder_finish(&b);
}

WF_NATIVE(methodcaller_reduce) {
  const method_caller *m = to_caller(args[0]);
  wf_value type = wf_from_type(wf_type_of(args[0]));
  if (m->keywords == WF_EMPTY) {
    size_t count = wf_tuple_length(m->args);
    wf_value all = wf_tuple_new(count + 1);
    if (all == WF_ERROR) return WF_ERROR;
    wf_to_tuple(all)->items[0] = m->name;
    memcpy(wf_to_tuple(all)->items + 1, wf_to_tuple(m->args)->items, count * sizeof(wf_value));
    return wf_tuple_of(2, type, all);
  }
  wf_value partial = wf_import_attribute("functools", "partial");
  if (partial == WF_ERROR) return WF_ERROR;
  wf_value make = wf_call_ex(partial, wf_tuple_of(2, type, m->name), m->keywords);
  return wf_tuple_of(2, make, m->args);
}

static const wf_native_def methodcaller_methods[] = {
    {"__reduce__", methodcaller_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};

static wf_type methodcaller_type = {
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, /, *args, **kwargs) -> a function\n\n"
           "The function calls the method of that name of its argument.",
    .instance_size = sizeof(method_caller),
    .slots = {.repr = methodcaller_repr, .call = methodcaller_call, .new = methodcaller_new},
    .methods = methodcaller_methods,
};

/* --- The module --- */

#define TWO "(a, b, /)"

static const wf_native_def functions[] = {
#define X(name, id, symbol) {#name, operator_##name, TWO, "a " symbol " b", 0},
    BINARY_FUNCTIONS(X)
    COMPARE_FUNCTIONS(X)
    INPLACE_FUNCTIONS(X)
#undef X
#define X(name, id, expression) {#name, operator_##name, "(a, /)", expression, 0},
    UNARY_FUNCTIONS(X)
#undef X
    {"pow", operator_pow, TWO, "a ** b", 0},
    {"truth", operator_truth, "(a, /)", "Is a true?", 0},
    {"not_", operator_not, "(a, /)", "not a", 0},
    {"is_", operator_is, TWO, "a is b", 0},
    {"is_not", operator_is_not, TWO, "a is not b", 0},
    {"index", operator_index, "(a, /)", "a as an int, by its __index__", 0},
    {"concat", operator_concat, TWO, "a + b, of sequences", 0},
    {"iconcat", operator_iconcat, TWO, "a += b, of sequences", 0},
    {"contains", operator_contains, TWO, "b in a", 0},
    {"countOf", operator_count_of, TWO, "How many items of a are equal to b.", 0},
    {"indexOf", operator_index_of, TWO, "The index of the first item of a equal to b.", 0},
    {"getitem", operator_getitem, TWO, "a[b]", 0},
    {"setitem", operator_setitem, "(a, b, c, /)", "a[b] = c", 0},
    {"delitem", operator_delitem, TWO, "del a[b]", 0},
    {"length_hint", operator_length_hint, "(obj, default=0, /)",
     "How many items an iterable has, or a guess.", 0},
    {"call", operator_call, WF_RAW, "call(obj, /, *args, **kwargs)\n\nobj(*args, **kwargs)", 0},
    {"_compare_digest", operator_compare_digest, TWO,
     "Is a equal to b? In a time that does not tell where they differ.", 0},
    {0}};

static bool init(wf_value module) {
  return wf_module_add_type(module, &itemgetter_type) &&
         wf_module_add_type(module, &attrgetter_type) &&
         wf_module_add_type(module, &methodcaller_type);
}

const wf_module_def wf_operator_module = {
    .name = "_operator",
    .doc = "The operators as functions.",
    .functions = functions,
    .init = init,
};
