/* Operators on any values: which operand's type is asked, in which order, and what is raised when
 * none can. */
#include <config.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/sequence_internal.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/object.h"

typedef wf_value (*binary_fn)(wf_value, wf_value);

static const char *const symbols[] = {
#define WF_BINARY(id, name, rname, iname, symbol) symbol,
#include "runtime/operators.def"
};

/* A built-in sequence concatenates and repeats only when b's class has no __radd__ or __rmul__ that
   makes something of it: such a class is asked first. */
static bool is_asked_first(enum wf_binary_op op, const wf_type *ta, const wf_type *tb) {
  return (op == WF_OP_ADD || op == WF_OP_MUL) && ta != tb && tb->flags & WF_TYPE_SCRIPT &&
         ta->flags & WF_TYPE_ANY_SEQUENCE && wf_type_has_script_binary(tb, op) &&
         !wf_type_has_script_binary(ta, op);
}

/* The left operand's type first, unless the right one's derives from it and has a function of its
 * own. */
static wf_value try_binary(enum wf_binary_op op, wf_value a, wf_value b) {
  const wf_type *ta = wf_type_of(a), *tb = wf_type_of(b);
  binary_fn left = ta->slots.binary[op], right = ta == tb ? NULL : tb->slots.binary[op];
  if (right == left) right = NULL;
  if (left && right && (wf_type_is_subtype(tb, ta) || is_asked_first(op, ta, tb))) {
    wf_value v = right(a, b);
    if (v != WF_NOT_IMPLEMENTED) return v;
    right = NULL;
  }
  if (left) {
    wf_value v = left(a, b);
    if (v != WF_NOT_IMPLEMENTED) return v;
  }
  return right ? right(a, b) : WF_NOT_IMPLEMENTED;
}

static wf_value raise_unsupported(const char *symbol, wf_value a, wf_value b) {
  return wf_raise(&wf_exc_TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, a,
                  b);
}

wf_value wf_binary(enum wf_binary_op op, wf_value a, wf_value b) {
  if (op == WF_OP_POW) return wf_power(a, b, WF_NONE);
  wf_value v = try_binary(op, a, b);
  if (WF_LIKELY(v != WF_NOT_IMPLEMENTED)) return v;
  if (op == WF_OP_RSHIFT && wf_type_of(a) == &wf_native_type &&
      wf_str_equal_c(wf_getattr(a, wf_names.__name__), "print"))
    return wf_raise(&wf_exc_TypeError,
                    "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean "
                    "\"print(<message>, file=<output_stream>)\"?",
                    a, b);
  return raise_unsupported(symbols[op], a, b);
}

wf_value wf_inplace(enum wf_binary_op op, wf_value a, wf_value b) {
  const wf_type *ta = wf_type_of(a);
  if (op == WF_OP_POW) {
    wf_value (*power)(wf_value, wf_value, wf_value) = ta->slots.inplace_power;
    if (power) {
      wf_value v = power(a, b, WF_NONE);
      if (v != WF_NOT_IMPLEMENTED) return v;
    }
    return wf_power_named(a, b, WF_NONE, "**=");
  }
  binary_fn inplace = ta->slots.inplace[op];
  if (inplace) {
    const wf_type *tb = wf_type_of(b);
    binary_fn right = is_asked_first(op, ta, tb) ? tb->slots.binary[op] : NULL;
    wf_value v = right ? right(a, b) : WF_NOT_IMPLEMENTED;
    if (v == WF_NOT_IMPLEMENTED) v = inplace(a, b);
    if (v != WF_NOT_IMPLEMENTED) return v;
  }
  wf_value v = try_binary(op, a, b);
  if (v != WF_NOT_IMPLEMENTED) return v;
  char symbol[8] = {0};
  strncpy(symbol, symbols[op], 4);
  strcat(symbol, "=");
  return raise_unsupported(symbol, a, b);
}

wf_value wf_power_named(wf_value a, wf_value b, wf_value modulus, const char *symbol) {
  const wf_type *ta = wf_type_of(a), *tb = wf_type_of(b);
  wf_value (*left)(wf_value, wf_value, wf_value) = ta->slots.power;
  wf_value (*theirs)(wf_value, wf_value, wf_value) = tb->slots.power;
  wf_value (*right)(wf_value, wf_value, wf_value) = ta == tb || theirs == left ? NULL : theirs;
  wf_value v;
  if (left && right && wf_type_is_subtype(tb, ta)) {
    if ((v = right(a, b, modulus)) != WF_NOT_IMPLEMENTED) return v;
    right = NULL;
  }
  if (left && (v = left(a, b, modulus)) != WF_NOT_IMPLEMENTED) return v;
  if (right && (v = right(a, b, modulus)) != WF_NOT_IMPLEMENTED) return v;
  if (modulus == WF_NONE) return raise_unsupported(symbol, a, b);
  wf_value (*third)(wf_value, wf_value, wf_value) = wf_type_of(modulus)->slots.power;
  if (third && third != left && third != theirs &&
      (v = third(a, b, modulus)) != WF_NOT_IMPLEMENTED)
    return v;
  return wf_raise(&wf_exc_TypeError,
                  "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulus);
}
wf_value wf_power(wf_value a, wf_value b, wf_value modulus) {
  return wf_power_named(a, b, modulus, "** or pow()");
}

wf_value wf_unary(enum wf_unary_op op, wf_value v) {
  wf_value (*f)(wf_value) = wf_type_of(v)->slots.unary[op];
  wf_value r = f ? f(v) : WF_EMPTY;
  if (r != WF_EMPTY) return r;
  if (op == WF_OP_ABS) return wf_raise(&wf_exc_TypeError, "bad operand type for abs(): '%T'", v);
  return wf_raise(&wf_exc_TypeError, "bad operand type for unary %s: '%T'",
                  op == WF_OP_NEG   ? "-"
                  : op == WF_OP_POS ? "+"
                                    : "~",
                  v);
}

/* --- Comparison --- */

static const char *const compare_symbols[] = {"<", "<=", "==", "!=", ">", ">="};
static const enum wf_compare_op reflected[] = {WF_GT, WF_GE, WF_EQ, WF_NE, WF_LT, WF_LE};

static wf_value compare_once(wf_value a, wf_value b, enum wf_compare_op op) {
  const wf_type *ta = wf_type_of(a), *tb = wf_type_of(b);
  wf_value (*left)(wf_value, wf_value, enum wf_compare_op) = ta->slots.compare;
  wf_value (*right)(wf_value, wf_value, enum wf_compare_op) = tb->slots.compare;
  bool swapped = false;
  wf_value v;
  if (ta != tb && right && wf_type_is_subtype(tb, ta)) {
    swapped = true;
    if ((v = right(b, a, reflected[op])) != WF_NOT_IMPLEMENTED) return v;
  }
  if (left && (v = left(a, b, op)) != WF_NOT_IMPLEMENTED) return v;
  if (!swapped && right && (v = right(b, a, reflected[op])) != WF_NOT_IMPLEMENTED) return v;
  if (op == WF_EQ) return wf_bool(a == b);
  if (op == WF_NE) return wf_bool(a != b);
  return wf_raise(&wf_exc_TypeError, "'%s' not supported between instances of '%T' and '%T'",
                  compare_symbols[op], a, b);
}

static wf_value compare_text(wf_value a, wf_value b, enum wf_compare_op op) {
  if (op == WF_EQ) return wf_bool(wf_str_equal(a, b));
  if (op == WF_NE) return wf_bool(!wf_str_equal(a, b));
  return wf_order_result(wf_str_order(a, b), 0, op);
}

wf_value wf_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (wf_is_str_exact(a) && wf_is_str_exact(b)) return compare_text(a, b, op);
  if (!wf_recursion_enter(" in comparison")) return WF_ERROR;
  wf_value v = compare_once(a, b, op);
  wf_recursion_leave();
  return v;
}

int wf_compare_bool(wf_value a, wf_value b, enum wf_compare_op op) {
  wf_value v = wf_compare(a, b, op);
  if (wf_is_bool(v)) return v == WF_TRUE;
  return v == WF_ERROR ? -1 : wf_truth(v);
}

int wf_equal(wf_value a, wf_value b) {
  if (a == b) return 1;
  if (wf_both_small_int(a, b)) return 0;
  if (wf_is_str_exact(a) && wf_is_str_exact(b)) return wf_str_equal(a, b);
  return wf_compare_bool(a, b, WF_EQ);
}
