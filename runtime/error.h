/* Raising, fetching and reporting exceptions.

   A C function reports an error by returning WF_ERROR (or -1, NULL, false: as it says) with the
   exception pending in its thread. Exactly one is pending then, none otherwise. Nothing unwinds the
   C stack. `unwinding` is stickier than an exception: see thread.h. */
#ifndef WF_ERROR_H
#define WF_ERROR_H

#include "runtime/object.h"

/* Every built-in exception type is wf_exc_NAME; the tree is written once, in exceptions.def. */
#define WF_EXCEPTION(name, base, layout, doc) extern wf_type wf_exc_##name;
#include "runtime/exceptions.def"

/* All instances start with this. The fields after `flags` belong to the layout of the type. */
typedef struct wf_exception {
  wf_object head;
  wf_slot args;      /* tuple */
  wf_slot traceback; /* wf_traceback or None */
  wf_slot context;   /* exception or None */
  wf_slot cause;     /* exception or None */
  wf_slot suppress_context; /* True or False */
  wf_slot extra[7];  /* by layout, see exception.c: e.g. OSError errno strerror filename ... */
} wf_exception;

/* Indexes into extra */
enum { WF_STOPITERATION_VALUE = 0, WF_SYSTEMEXIT_CODE = 0, WF_NAMEERROR_NAME = 0,
       WF_ATTRIBUTEERROR_NAME = 0, WF_ATTRIBUTEERROR_OBJ = 1,
       WF_IMPORTERROR_MSG = 0, WF_IMPORTERROR_NAME = 1, WF_IMPORTERROR_PATH = 2,
       WF_OSERROR_ERRNO = 0, WF_OSERROR_STRERROR = 1, WF_OSERROR_FILENAME = 2,
       WF_OSERROR_FILENAME2 = 3, WF_OSERROR_WRITTEN = 4,
       WF_SYNTAXERROR_MSG = 0, WF_SYNTAXERROR_FILENAME = 1, WF_SYNTAXERROR_LINENO = 2,
       WF_SYNTAXERROR_OFFSET = 3, WF_SYNTAXERROR_TEXT = 4, WF_SYNTAXERROR_END_LINENO = 5,
       WF_SYNTAXERROR_END_OFFSET = 6,
       WF_UNICODEERROR_ENCODING = 0, WF_UNICODEERROR_OBJECT = 1, WF_UNICODEERROR_START = 2,
       WF_UNICODEERROR_END = 3, WF_UNICODEERROR_REASON = 4,
       WF_GROUP_MESSAGE = 0, WF_GROUP_EXCEPTIONS = 1 };

/* Makes an exception of `type` with a formatted message and raises it. Returns WF_ERROR.
   Formats of wf_str_format (str.h): %s %d %zd %ld %c %x as printf's, %S str(value), %R repr(value),
   %A ascii(value), %T name of the type of a value, %a the same but None for None (what messages
   that begin with the number or name of an argument say), %N name of a wf_type *, %U a str value
   as it is. */
wf_value wf_raise(const wf_type *type, const char *format, ...);
wf_value wf_raise_value(const wf_type *type, wf_value argument); /* type(argument) */
wf_value wf_raise_type(const wf_type *type);                     /* type() */
/* raise `exception`, an instance: sets __context__ from the handled exception. WF_EMPTY, which is
   what an unwinding thread fetches: nothing. Returns WF_ERROR. */
wf_value wf_raise_exception(wf_value exception);
/* The same of what a call of something that scripts may have replaced gave: TypeError if it is no
   exception; WF_ERROR: the call failed. */
wf_value wf_raise_made(wf_value made);
/* The raise statement: value is an instance or a class; cause WF_EMPTY for none. Returns WF_ERROR.
 */
wf_value wf_raise_statement(wf_value value, wf_value cause);
wf_value wf_raise_errno(int error,
                        wf_value filename); /* OSError or its subclass; filename or WF_EMPTY */
wf_value wf_raise_memory(void);
wf_value wf_raise_key(wf_value key);                   /* KeyError(key) */
wf_value
wf_raise_attribute(wf_value object,
                   wf_value name); /* "'T' object has no attribute 'x'", name and obj set */
/* Gives the pending AttributeError, if it is one, name and obj when it has neither. WF_ERROR. */
wf_value wf_error_add_attribute(wf_value object, wf_value name);
wf_value wf_raise_stop_iteration(wf_value value);      /* StopIteration(value), or () if WF_EMPTY */
wf_value wf_raise_index(const char *what);             /* IndexError "list index out of range" */

bool wf_error_pending(void);
bool wf_error_matches(wf_value type_or_tuple); /* the pending one; no script code */
bool wf_error_is(const wf_type *type);         /* the pending one is an instance; no script code */
bool wf_error_is_exactly(const wf_type *type); /* the same, but not of a derived class */
/* isinstance for except clauses: MRO only */
bool wf_exception_matches(wf_value exception, const wf_type *type);
/* Takes the pending exception away; the caller owns the error now. WF_EMPTY: there is none, as
   after any failure in a thread that unwinds. */
wf_value wf_error_fetch(void);
void wf_error_restore(wf_value exception); /* pending again, context and traceback untouched */
void wf_error_clear(void);
/* Where errors end: nothing is pending any more, and a thread that unwinds only because a function
   of the host's returned WEFT_ERR_FINALIZED goes on. One that unwinds because the door is closed
   does not. */
void wf_error_settle(void);
/* The exception being handled (sys.exception()), or None. */
wf_value wf_error_handled(void);
/* The same of another thread, which stands still, or that there is no collector for. */
struct wf_thread;
wf_value wf_error_handled_by(const struct wf_thread *t);
/* raise NEW from the pending one (cause and context). */
wf_value wf_raise_from_pending(const wf_type *type, const char *format, ...);

/* The pending exception, if there is one, goes to sys.unraisablehook, and there errors end: see
   wf_error_settle. message e.g. "Exception ignored in", may be NULL. */
void wf_error_unraisable(const char *message, wf_value object);
/* Prints as the top level does (sys.excepthook), or plainly when that fails. Gives the SystemExit
   with which the hook wants the program to end, or WF_EMPTY. */
wf_value wf_error_print(wf_value exception);
/* Plain native printing to C stderr with traceback: for the time when nothing else works. Nothing
   in a thread that unwinds: it may have been torn out of another way to print it. */
void wf_exception_print_native(wf_value exception);

/* Calls type(args...): makes an exception object without raising it; WF_ERROR if that raises. */
wf_value wf_exception_new(const wf_type *type, const wf_value *args, size_t npos);
/* What except* clauses leave to raise: `original` is what they handled, `raised` a list of what
   they raised and of the parts that none of them took. None: nothing. */
wf_value wf_exception_combine_star(wf_value original, wf_value raised);

/* Adds a traceback entry: called by the VM as it unwinds a frame. frame: a frame object (frame type
   is interp's) or None; lasti: instruction index; lineno. */
void wf_traceback_add(wf_value exception, wf_value frame, int32_t lasti, int32_t lineno);
typedef struct wf_traceback {
  wf_object head;
  wf_slot next;   /* wf_traceback or None */
  wf_value frame;
  int32_t lasti, lineno;
} wf_traceback;

/* Warnings: calls the warnings machinery (or the native default filter before it is imported).
   0, or -1 when the filter turned it into an exception. */
int wf_warn(const wf_type *category, int stack_level, const char *format, ...);
/* For the parser: at an explicit place. */
int wf_warn_explicit(const wf_type *category, wf_value message, wf_value filename, int lineno);

#endif
