/* Raising, fetching and reporting exceptions; warnings. The exception types are exception.c's. */
#include <config.h>

#include "runtime/error.h"

#include <stdio.h>
#include <stdlib.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/exception.h"
#include "runtime/hooks.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/signal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- The pending exception --- */

bool wf_error_pending(void) { return wf_slot_get(&wf_self->pending) != WF_EMPTY; }

wf_value wf_error_fetch(void) {
  wf_value exception = wf_slot_get(&wf_self->pending);
  wf_slot_set(&wf_self->pending, WF_EMPTY);
  return exception;
}

void wf_error_restore(wf_value exception) {
  if (WF_LIKELY(!wf_self->unwinding)) wf_slot_set(&wf_self->pending, exception);
}
void wf_error_clear(void) { wf_slot_set(&wf_self->pending, WF_EMPTY); }

void wf_error_settle(void) {
  wf_thread *t = wf_self;
  wf_error_clear();
  if (!(atomic_load(&t->poll) & WF_POLL_UNWIND)) t->unwinding = false;
}

bool wf_exception_matches(wf_value exception, const wf_type *type) {
  return exception != WF_EMPTY && exception != WF_ERROR &&
         wf_type_is_subtype(wf_type_of(exception), type);
}

bool wf_error_is(const wf_type *type) {
  return wf_exception_matches(wf_slot_get(&wf_self->pending), type);
}

bool wf_error_is_exactly(const wf_type *type) {
  wf_value exception = wf_slot_get(&wf_self->pending);
  return exception != WF_EMPTY && wf_type_of(exception) == type;
}

bool wf_error_matches(wf_value type_or_tuple) {
  wf_value exception = wf_slot_get(&wf_self->pending);
  if (exception == WF_EMPTY) return false;
  if (wf_is_type(type_or_tuple)) return wf_exception_matches(exception, wf_to_type(type_or_tuple));
  if (!wf_is_tuple(type_or_tuple)) return false;
  for (size_t i = 0; i < wf_tuple_length(type_or_tuple); i++)
    if (wf_error_matches(wf_tuple_get(type_or_tuple, i))) return true;
  return false;
}

WF_UNCHECKED_RACE wf_value wf_error_handled_by(const wf_thread *t) {
  for (const wf_handled *h = t->handled; h; h = h->previous)
    if (h->exception != WF_EMPTY && h->exception != WF_NONE) return h->exception;
  return WF_NONE;
}

wf_value wf_error_handled(void) { return wf_error_handled_by(wf_self); }

/* --- Raising --- */

/* Cuts `exception` out of the chain of contexts that starts at `from`, so that making `from` its
   context closes no ring. A ring that is there already ends the walk (Brent). Other threads may
   change the chain meanwhile, so each link is read once. */
static void unlink_context(wf_value from, wf_value exception) {
  wf_value mark = from;
  size_t steps = 0, next_mark = 1;
  for (wf_value v = from;;) {
    wf_slot *link = &wf_to_exception(v)->context;
    wf_value context = wf_exception_field(link);
    if (context == exception) {
      atomic_compare_exchange_strong(link, &context, WF_NONE);
      return;
    }
    if (context == WF_NONE || context == mark) return;
    v = context;
    if (++steps < next_mark) continue;
    mark = v;
    next_mark *= 2;
  }
}

/* Under one lock for all: two threads could close a ring together. */
static void link_context(wf_value exception, wf_value handled) {
  static _Atomic(uint8_t) lock;
  wf_lock_byte(&lock);
  unlink_context(handled, exception);
  wf_slot_set(&wf_to_exception(exception)->context, handled);
  wf_unlock_byte(&lock);
}

wf_value wf_raise_exception(wf_value exception) {
  if (WF_UNLIKELY(exception == WF_EMPTY)) return WF_ERROR;
  wf_value handled = wf_error_handled();
  if (handled != WF_NONE && handled != exception) link_context(exception, handled);
  wf_error_restore(exception);
  return WF_ERROR;
}

wf_value wf_raise_made(wf_value made) {
  if (made == WF_ERROR) return WF_ERROR;
  if (wf_is_exception(made)) return wf_raise_exception(made);
  return wf_raise(&wf_exc_TypeError, "exceptions must derive from BaseException");
}

/* Built-in types are instantiated without wf_call, which could itself raise for lack of stack. */
wf_value wf_exception_new(const wf_type *type, const wf_value *args, size_t npos) {
  wf_type *cls = (wf_type *)type;
  if (atomic_load_explicit(&cls->flags, memory_order_relaxed) & WF_TYPE_SCRIPT)
    return wf_call(wf_from_type(type), args, npos, WF_EMPTY);
  wf_value exception = cls->slots.new(cls, args, npos, WF_EMPTY);
  if (exception == WF_ERROR) return WF_ERROR;
  return wf_type_of(exception)->slots.init(exception, args, npos, WF_EMPTY) < 0 ? WF_ERROR
                                                                                : exception;
}

static wf_value raise_new(const wf_type *type, const wf_value *args, size_t npos) {
  wf_value exception = wf_exception_new(type, args, npos);
  if (exception == WF_ERROR) return WF_ERROR;
  if (WF_UNLIKELY(!wf_is_exception(exception)))
    return wf_raise(&wf_exc_TypeError,
                    "calling %R should have returned an instance of BaseException, not %R",
                    wf_from_type(type), wf_from_type(wf_type_of(exception)));
  return wf_raise_exception(exception);
}

wf_value wf_raise(const wf_type *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  wf_value message = wf_str_vformat(format, arguments);
  va_end(arguments);
  return message == WF_ERROR ? WF_ERROR : raise_new(type, &message, 1);
}

wf_value wf_raise_value(const wf_type *type, wf_value argument) {
  return raise_new(type, &argument, 1);
}

wf_value wf_raise_type(const wf_type *type) { return raise_new(type, NULL, 0); }
wf_value wf_raise_memory(void) {
  if (wf_self) wf_poll_request(wf_self, WF_POLL_RECOVER);
  return wf_raise_type(&wf_exc_MemoryError);
}
wf_value wf_raise_key(wf_value key) { return wf_raise_value(&wf_exc_KeyError, key); }
wf_value wf_raise_index(const char *what) { return wf_raise(&wf_exc_IndexError, "%s", what); }

wf_value wf_raise_stop_iteration(wf_value value) {
  return raise_new(&wf_exc_StopIteration, &value, value == WF_EMPTY ? 0 : 1);
}

wf_value wf_raise_attribute(wf_value object, wf_value name) {
  if (wf_is_type(object))
    wf_raise(&wf_exc_AttributeError, "type object '%s' has no attribute '%U'",
             wf_type_name(wf_to_type(object)), name);
  else wf_raise(&wf_exc_AttributeError, "'%T' object has no attribute '%U'", object, name);
  return wf_error_add_attribute(object, name);
}

wf_value wf_error_add_attribute(wf_value object, wf_value name) {
  if (!wf_error_is(&wf_exc_AttributeError)) return WF_ERROR;
  wf_value exception = wf_error_fetch();
  wf_slot *extra = wf_to_exception(exception)->extra;
  if (wf_slot_acquire(&extra[WF_ATTRIBUTEERROR_NAME]) == WF_NONE &&
      wf_slot_acquire(&extra[WF_ATTRIBUTEERROR_OBJ]) == WF_NONE) {
    wf_slot_set(&extra[WF_ATTRIBUTEERROR_NAME], name);
    wf_slot_set(&extra[WF_ATTRIBUTEERROR_OBJ], object);
  }
  wf_error_restore(exception);
  return WF_ERROR;
}

wf_value wf_raise_errno(int error, wf_value filename) {
  char text[256];
  const char *reason = strerror_r(error, text, sizeof text);
  wf_value args[3] = {wf_small_int(error), wf_str_from_fs(reason, strlen(reason)), filename};
  return raise_new(wf_exception_os_type(error), args, filename == WF_EMPTY ? 2 : 3);
}

static bool is_exception_class(wf_value v) {
  return wf_is_type(v) && wf_type_is_subtype(wf_to_type(v), &wf_exc_BaseException);
}

/* What is raised by `raise v` or named by `from v`: an instance as it is, of a class a new one. */
static wf_value instance_of(wf_value v, const char *message) {
  if (wf_is_exception(v)) return v;
  if (!is_exception_class(v)) return wf_raise(&wf_exc_TypeError, "%s", message);
  wf_value exception = wf_call0(v);
  if (exception == WF_ERROR || wf_is_exception(exception)) return exception;
  return wf_raise(&wf_exc_TypeError,
                  "calling %R should have returned an instance of BaseException, not %R", v,
                  wf_from_type(wf_type_of(exception)));
}

wf_value wf_raise_statement(wf_value value, wf_value cause) {
  wf_value exception = instance_of(value, "exceptions must derive from BaseException");
  if (exception == WF_ERROR) return WF_ERROR;
  if (cause != WF_EMPTY) {
    if (cause != WF_NONE)
      cause = instance_of(cause, "exception causes must derive from BaseException");
    if (cause == WF_ERROR) return WF_ERROR;
    wf_slot_set(&wf_to_exception(exception)->cause, cause);
    wf_slot_set(&wf_to_exception(exception)->suppress_context, WF_TRUE);
  }
  return wf_raise_exception(exception);
}

wf_value wf_raise_from_pending(const wf_type *type, const char *format, ...) {
  wf_value old = wf_error_fetch();
  va_list arguments;
  va_start(arguments, format);
  wf_value message = wf_str_vformat(format, arguments);
  va_end(arguments);
  if (message == WF_ERROR) return WF_ERROR;
  raise_new(type, &message, 1);
  wf_value exception = wf_slot_get(&wf_self->pending);
  if (old == WF_EMPTY || exception == WF_EMPTY) return WF_ERROR;
  wf_slot_set(&wf_to_exception(exception)->cause, old);
  wf_slot_set(&wf_to_exception(exception)->context, old);
  wf_slot_set(&wf_to_exception(exception)->suppress_context, WF_TRUE);
  return WF_ERROR;
}

/* --- Reporting --- */

static const char *text_of(wf_value v) {
  wf_value text = v == WF_EMPTY ? WF_EMPTY : wf_to_str(v);
  if (text == WF_EMPTY || text == WF_ERROR) {
    wf_error_clear();
    return "?";
  }
  return wf_str_data(text);
}

static wf_value attribute_or_none(wf_value v, const char *name) {
  wf_value found;
  if (wf_getattr_optional(v, wf_str_intern_c(name), &found) > 0) return found;
  wf_error_clear();
  return WF_NONE;
}

static void print_traceback(wf_value traceback) {
  fputs("Traceback (most recent call last):\n", stderr);
  while (traceback != WF_NONE) {
    const wf_traceback *t = (const wf_traceback *)wf_to_object(traceback);
    wf_value code = attribute_or_none(t->frame, "f_code");
    fprintf(stderr, "  File \"%s\", line %d, in %s\n",
            text_of(attribute_or_none(code, "co_filename")), (int)t->lineno,
            text_of(attribute_or_none(code, "co_name")));
    traceback = wf_exception_field(&t->next);
  }
}

#define MOST_PRINTED 32 /* exceptions of a chain */

static void print_chain(wf_value exception, int depth) {
  const wf_exception *e = wf_to_exception(exception);
  wf_value cause = wf_exception_field(&e->cause), context = wf_exception_field(&e->context);
  if (depth < MOST_PRINTED && cause != WF_NONE) {
    print_chain(cause, depth + 1);
    fputs("\nThe above exception was the direct cause of the following exception:\n\n", stderr);
  } else if (depth < MOST_PRINTED && context != WF_NONE &&
             wf_slot_acquire(&e->suppress_context) != WF_TRUE) {
    print_chain(context, depth + 1);
    fputs("\nDuring handling of the above exception, another exception occurred:\n\n", stderr);
  }
  wf_value traceback = wf_exception_field(&e->traceback);
  if (traceback != WF_NONE) print_traceback(traceback);
  const char *text = text_of(exception);
  fprintf(stderr, *text ? "%s: %s\n" : "%s%s\n", wf_type_name_of(exception), text);
}

void wf_exception_print_native(wf_value exception) {
  if (!wf_is_exception(exception) || wf_self->unwinding) return;
  fflush(stdout);
  print_chain(exception, 0);
  fflush(stderr);
}

static wf_value traceback_of(wf_value exception) {
  return wf_exception_field(&wf_to_exception(exception)->traceback);
}

static void set_sys(const char *name, wf_value v) {
  if (!wf_module_add(wf_module_sys(), name, v)) wf_error_clear();
}

/* With lines of source, if that can be had; sys.excepthook has failed or is missing. */
static void print_by_default(wf_value exception) {
  wf_value hook = wf_sys_get("__excepthook__");
  if (hook != WF_EMPTY && wf_call3(hook, wf_from_type(wf_type_of(exception)), exception,
                                   traceback_of(exception)) != WF_ERROR)
    return;
  wf_error_clear();
  wf_exception_print_native(exception);
}

wf_value wf_error_print(wf_value exception) {
  if (!wf_is_exception(exception)) return WF_EMPTY;
  wf_value type = wf_from_type(wf_type_of(exception)), traceback = traceback_of(exception);
  set_sys("last_type", type);
  set_sys("last_value", exception);
  set_sys("last_traceback", traceback);
  wf_value hook = wf_sys_get("excepthook");
  if (hook == WF_EMPTY) {
    fputs("sys.excepthook is missing\n", stderr);
    print_by_default(exception);
    return WF_EMPTY;
  }
  if (wf_call3(hook, type, exception, traceback) != WF_ERROR) return WF_EMPTY;
  if (wf_self->unwinding) {
    wf_error_settle();
    return WF_EMPTY;
  }
  wf_value second = wf_error_fetch();
  if (wf_exception_matches(second, &wf_exc_SystemExit)) return second;
  fputs("Error in sys.excepthook:\n", stderr);
  print_by_default(second);
  fputs("\nOriginal exception was:\n", stderr);
  print_by_default(exception);
  return WF_EMPTY;
}

static wf_value unraisable_arguments(wf_value exception, wf_value message, wf_value object) {
  static _Atomic(wf_type *) record;
  static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback",
                                       "err_msg",  "object",    NULL};
  static const wf_record_def def = {"UnraisableHookArgs", "What sys.unraisablehook is given.",
                                    fields, 5};
  wf_type *type = atomic_load(&record);
  if (!type) {
    type = wf_record_type_new(&def);
    if (!type) return WF_ERROR;
    atomic_store(&record, type);
  }
  wf_value values[5] = {wf_from_type(wf_type_of(exception)), exception, traceback_of(exception),
                        message, object};
  return wf_record_new(type, values, 5);
}

#define DEFAULT_MESSAGE "Exception ignored in"

static void print_unraisable(const char *message, wf_value object, wf_value exception) {
  wf_value shown = object == WF_NONE ? WF_EMPTY : wf_repr(object);
  if (shown == WF_ERROR) wf_error_clear();
  if (wf_self->unwinding) return;
  if (shown != WF_EMPTY)
    fprintf(stderr, "%s: %s\n", message,
            shown == WF_ERROR ? "<object repr() failed>" : wf_str_data(shown));
  wf_exception_print_native(exception);
}

void wf_error_unraisable(const char *message, wf_value object) {
  wf_value exception = wf_error_fetch();
  wf_error_settle();
  if (!wf_is_exception(exception) || wf_signal_postpones(exception)) return;
  if (object == WF_EMPTY) object = WF_NONE;
  if (!message) message = DEFAULT_MESSAGE;
  wf_value hook = wf_sys_get("unraisablehook");
  if (hook == WF_EMPTY || hook == WF_NONE) {
    print_unraisable(message, object, exception);
    return;
  }
  wf_value text = strcmp(message, DEFAULT_MESSAGE) ? wf_str_from_c(message) : WF_NONE;
  wf_value args = unraisable_arguments(exception, text, object);
  if (args != WF_ERROR && wf_call1(hook, args) != WF_ERROR) return;
  wf_value second = wf_error_fetch();
  if (wf_self->unwinding) {
    wf_error_settle();
    return;
  }
  print_unraisable(message, object, exception);
  if (wf_is_exception(second))
    print_unraisable(DEFAULT_MESSAGE " sys.unraisablehook", hook, second);
}

/* --- Warnings --- */

static bool is_main(int stack_level) {
  wf_value globals = wf_hooks.frame_globals ? wf_hooks.frame_globals(stack_level - 1) : WF_EMPTY;
  wf_value name = globals == WF_EMPTY ? WF_EMPTY : wf_dict_get_str(globals, wf_names.__name__);
  return name != WF_EMPTY && wf_is_str(name) && wf_str_equal_c(name, "__main__");
}

/* The default filters, for as long as nobody has imported the module or asked for others: saves the
   import for a warning that would not be shown. stack_level 0: no frame. */
static bool is_ignored(const wf_type *category, int stack_level) {
  if (wf_dict_get_str(wf_modules(), wf_names.warnings) != WF_EMPTY) return false;
  if (wf_config.warn_options && wf_config.warn_options[0]) return false;
  if (wf_config.dev_mode) return false;
  if (wf_type_is_subtype(category, &wf_exc_DeprecationWarning))
    return stack_level <= 0 || !is_main(stack_level);
  return wf_type_is_subtype(category, &wf_exc_PendingDeprecationWarning) ||
         wf_type_is_subtype(category, &wf_exc_ImportWarning) ||
         wf_type_is_subtype(category, &wf_exc_ResourceWarning);
}

static wf_value machinery(const char *function, const wf_type *category, wf_value message) {
  wf_value f = wf_import_attribute("warnings", function);
  if (f != WF_ERROR) return f;
  wf_error_clear();
  fprintf(stderr, "%s: %s\n", wf_type_name(category), wf_str_data(message));
  return WF_EMPTY;
}

int wf_warn(const wf_type *category, int stack_level, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  wf_value message = wf_str_vformat(format, arguments);
  va_end(arguments);
  if (message == WF_ERROR) return -1;
  if (is_ignored(category, stack_level)) return 0;
  wf_value f = machinery("warn", category, message);
  if (f == WF_EMPTY) return 0;
  wf_value v = wf_call3(f, message, wf_from_type(category), wf_small_int(stack_level));
  return v == WF_ERROR ? -1 : 0;
}

int wf_warn_explicit(const wf_type *category, wf_value message, wf_value filename, int lineno) {
  if (is_ignored(category, 0)) return 0;
  wf_value f = machinery("warn_explicit", category, message);
  if (f == WF_EMPTY) return 0;
  wf_value args[4] = {message, wf_from_type(category), filename, wf_small_int(lineno)};
  return wf_call(f, args, 4, WF_EMPTY) == WF_ERROR ? -1 : 0;
}
