/* Weft's public interface: a program in C or C++ that runs scripts.

   Any thread may call any function here, at any time, without preparation: a thread that the
   runtime has not seen before is adopted, and forgotten again when it ends. There is no lock to
   hold and no order between threads. Exceptions to that are said where they are. Destructors of
   thread-specific data may call in as well, but for the last time that the system goes through
   them: then a thread that has left is not taken in again (WEFT_ERR_FINALIZED).

   Results. A function that can fail returns a weft_status, which the compiler makes you look at,
   and gives its result through the last parameter, which it sets only if the status is WEFT_OK and
   which may be NULL only where that is said. Any of them can return WEFT_ERR_FINALIZED; those that
   run script code or make something can return WEFT_ERR_EXCEPTION, with MemoryError if nothing
   else; WEFT_ERR_MISUSE says a mistake in the call, and does nothing but report it. Text that is
   passed in is UTF-8 (UnicodeDecodeError: it is not; file names may be anything), is read during
   the call, and stays the caller's.
   Nothing ever unwinds the C stack: destructors of C++ frames run.

   Values. A weft_value on the C stack or in a register of any thread is kept alive by itself, and
   so is what is reachable from it. A value anywhere else (static, malloc'ed or thread-local memory)
   needs a weft_handle. No value outlives weft_finalize.

   Phases. Until weft_initialize has returned WEFT_OK, and again from the moment when weft_finalize
   closes the door, every function returns WEFT_ERR_FINALIZED at once. A thread that is then in
   script code comes back to its outermost call with that status, without running more of it.
   docs/embedding.md has the whole table. In the child of a fork() the runtime has ended for good;
   only if none ran when it was forked off may it call weft_initialize. */
#ifndef WEFT_H
#define WEFT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WEFT_API __attribute__((visibility("default")))
#define WEFT_CHECKED WEFT_API __attribute__((warn_unused_result))
#define WEFT_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define WEFT_NORETURN __attribute__((noreturn))
#else
#define WEFT_API
#define WEFT_CHECKED
#define WEFT_PRINTF(f, a)
#define WEFT_NORETURN
#endif

typedef enum weft_status {
  WEFT_OK = 0,
  WEFT_END,           /* nothing more, or no such thing: said where it can happen */
  WEFT_ERR_EXCEPTION, /* an exception is pending in this thread: fetch, print or clear it */
  WEFT_ERR_FINALIZED, /* the runtime does not run, or this thread is asked to leave it */
  WEFT_ERR_MISUSE,    /* the call itself is wrong: a message on stderr says how */
  WEFT_ERR_MEMORY     /* no memory to start the runtime or to adopt this thread */
} weft_status;

/* One word. Copy it freely; what is in it is the runtime's business. */
typedef struct weft_value {
  uint64_t word;
} weft_value;

/* ---- Life ---- */

/* The command `weft`: reads the arguments, runs what they ask for, returns the exit status. On the
   process's main thread, instead of weft_initialize. argv stays the caller's. */
WEFT_API int weft_main(int argc, char **argv);

/* What to do when all script threads wait for each other: say so on stderr, with their stacks; the
   same, and raise RuntimeError in one thread of each circle; or nothing, not even look. While the
   runtime knows any thread of the host but that of weft_initialize, nothing is reported or raised:
   that thread, even one that waits now, may do what the others wait for. */
enum weft_deadlock { WEFT_DEADLOCK_REPORT, WEFT_DEADLOCK_RAISE, WEFT_DEADLOCK_IGNORE };

/* Everything is read during weft_initialize only. */
typedef struct weft_config {
  size_t size;                     /* of this structure, for later versions */
  const char *const *search_path;  /* sys.path, NULL-ended; NULL: modules of the library alone */
  const char *const *arguments;    /* sys.argv, NULL-ended; NULL: one empty string */
  int standard_input, standard_output, standard_error; /* descriptors; -1: None */
  int take_signals;      /* 1: SIGINT raises KeyboardInterrupt, SIGQUIT shows all threads on stderr,
                            SIGPIPE is ignored; 0: signals are the host's */
  double grace_seconds;  /* how long weft_finalize lets threads take to leave script code */
  double report_seconds; /* after so long it says on stderr what it waits for, once: threads with
                            their stacks, guards by their names; 0: never */
  size_t heap_limit;     /* bytes, 4 MB or more, then MemoryError; 0: none. What the heap has grown
                            to in an earlier life counts, and it grows no more if that is beyond
                            the limit */
  enum weft_deadlock deadlock;
} weft_config;
#define WEFT_CONFIG_INIT                                                                          \
  { sizeof(weft_config), 0, 0, 0, 1, 2, 0, 2.0, 10.0, 0, WEFT_DEADLOCK_REPORT }

/* Starts the runtime; the calling thread becomes its main thread. config: NULL for the defaults,
   those of WEFT_CONFIG_INIT. Again after weft_finalize, as often as you like.
   WEFT_ERR_MISUSE: it runs already, or is being started or ended, by whichever thread; or something
   in config is no sensible value. WEFT_ERR_MEMORY. Nothing else occurs. */
WEFT_CHECKED weft_status weft_initialize(const weft_config *config);

/* Ends it: waits for guards and threads that are no daemons, runs exit functions, flushes, closes
   the door, lets go of everything. Only on the thread that called weft_initialize, and not under
   script code. Returns what an exit status should say: 0, 120 when output could not be written, 130
   after Ctrl-C, -1 for misuse (another thread, or under script code), which ends nothing; 0 when
   the runtime does not run. */
WEFT_CHECKED int weft_finalize(void);

/* weft_finalize, then exit(status), or exit with what weft_finalize returned if status is 0 and
   that is more. Where weft_finalize is misuse, it says so, and the process ends all the same. */
WEFT_API void weft_exit(int status) WEFT_NORETURN;

/* 1 while entries are let in, else 0. The answer may be old when you read it. */
WEFT_API int weft_is_running(void);

/* Adopts the calling thread now instead of at its first call. WEFT_OK too if it was known. */
WEFT_CHECKED weft_status weft_attach(void);
/* Forgets the calling thread now instead of when it ends; a pending exception is dropped.
   WEFT_ERR_MISUSE under script code and on the main thread. */
WEFT_CHECKED weft_status weft_detach(void);

/* Holds weft_finalize off, before anything ends, until it is released, by any thread, once: again
   is misuse, and does nothing. name is copied; the report about a shutdown that lasts shows it.
   Needs no adoption. WEFT_ERR_FINALIZED: exit functions have run; WEFT_ERR_MEMORY. */
typedef struct weft_guard weft_guard;
WEFT_CHECKED weft_status weft_guard_acquire(const char *name, weft_guard **guard);
WEFT_API void weft_guard_release(weft_guard *guard); /* NULL: nothing happens */

/* "0.1.0" */
WEFT_API const char *weft_version(void);

/* ---- Running scripts. Names without a module are those of __main__. ---- */

/* Statements, in the namespace of __main__. filename is for tracebacks; NULL: "<string>".
   WEFT_ERR_EXCEPTION: SyntaxError, or what the script raised, SystemExit among it. */
WEFT_CHECKED weft_status weft_run_source(const char *source, const char *filename);
WEFT_CHECKED weft_status weft_run_file(const char *path); /* OSError: it cannot be read */
/* As `weft -m name`: a module, or the __main__ of a package, found on sys.path, in the namespace of
   __main__; its file becomes sys.argv[0]. SystemExit with a message: there is none. */
WEFT_CHECKED weft_status weft_run_module(const char *name);
WEFT_CHECKED weft_status weft_eval(const char *expression, weft_value *result);
WEFT_CHECKED weft_status weft_import(const char *name, weft_value *module);
/* A module made of source text, in sys.modules under that name once its code has run. A module that
   was there stays as it is for those who hold it: so a script is reloaded under threads. filename
   as above. */
WEFT_CHECKED weft_status weft_load_source(const char *name, const char *source,
                                          const char *filename, weft_value *module);
WEFT_CHECKED weft_status weft_global_get(const char *name, weft_value *value); /* WEFT_END: none */
WEFT_CHECKED weft_status weft_global_set(const char *name, weft_value value);

/* ---- Any value ---- */

/* count values in an array that stays the caller's, NULL if there are none. result may be NULL.
   WEFT_ERR_EXCEPTION: what the callee raised, or TypeError: it takes other arguments, or none. */
WEFT_CHECKED weft_status weft_call(weft_value callee, const weft_value *arguments, size_t count,
                                   weft_value *result);
/* Then as many values as names, which end in NULL. */
WEFT_CHECKED weft_status weft_call_keywords(weft_value callee, const weft_value *arguments,
                                            size_t count, const char *const *names,
                                            weft_value *result);
WEFT_CHECKED weft_status weft_call_method(weft_value object, const char *name,
                                          const weft_value *arguments, size_t count,
                                          weft_value *result);

/* WEFT_END, with no exception: there is none. Setting and deleting raise AttributeError. */
WEFT_CHECKED weft_status weft_attribute_get(weft_value object, const char *name, weft_value *value);
WEFT_CHECKED weft_status weft_attribute_set(weft_value object, const char *name, weft_value value);
WEFT_CHECKED weft_status weft_attribute_delete(weft_value object, const char *name);
/* object[key]. Reading gives WEFT_END for KeyError and IndexError; the others raise them. */
WEFT_CHECKED weft_status weft_item_get(weft_value object, weft_value key, weft_value *value);
WEFT_CHECKED weft_status weft_item_set(weft_value object, weft_value key, weft_value value);
WEFT_CHECKED weft_status weft_item_delete(weft_value object, weft_value key);
/* item in object, 1 or 0; len(object). */
WEFT_CHECKED weft_status weft_contains(weft_value object, weft_value item, int *answer);
WEFT_CHECKED weft_status weft_length(weft_value object, size_t *length);

/* iter(iterable), and what comes next. An iterator is for one thread at a time. */
WEFT_CHECKED weft_status weft_iterate(weft_value iterable, weft_value *iterator);
WEFT_CHECKED weft_status weft_next(weft_value iterator, weft_value *item); /* WEFT_END: no more */

/* a < b and so on, the truth of a value, isinstance(value, type): 1 or 0. */
enum weft_comparison { WEFT_LT, WEFT_LE, WEFT_EQ, WEFT_NE, WEFT_GT, WEFT_GE };
WEFT_CHECKED weft_status weft_compare(weft_value a, weft_value b, enum weft_comparison comparison,
                                      int *answer);
WEFT_CHECKED weft_status weft_truth(weft_value value, int *answer);
WEFT_CHECKED weft_status weft_is_instance(weft_value value, weft_value type, int *answer);
WEFT_CHECKED weft_status weft_to_str(weft_value value, weft_value *text);   /* str(value) */
WEFT_CHECKED weft_status weft_to_repr(weft_value value, weft_value *text); /* repr(value) */

/* ---- Basic types. Reading one from a value of another type raises TypeError. ---- */

typedef enum weft_kind {
  WEFT_KIND_MISSING, /* an argument that was not given: see weft_function */
  WEFT_KIND_NONE, WEFT_KIND_BOOL, WEFT_KIND_INT, WEFT_KIND_FLOAT, WEFT_KIND_STR, WEFT_KIND_BYTES,
  WEFT_KIND_LIST, WEFT_KIND_TUPLE, WEFT_KIND_DICT, WEFT_KIND_OTHER
} weft_kind;
/* Instances of subclasses count as their base. */
WEFT_CHECKED weft_status weft_kind_get(weft_value value, weft_kind *kind);

/* These two always succeed, in any phase. */
WEFT_API weft_value weft_none(void);
WEFT_API weft_value weft_bool(int truth);
WEFT_CHECKED weft_status weft_int_new(int64_t number, weft_value *value);
WEFT_CHECKED weft_status weft_uint_new(uint64_t number, weft_value *value);
/* Any size: two's complement, least byte first. */
WEFT_CHECKED weft_status weft_big_int_new(const uint8_t *bytes, size_t size, weft_value *value);
WEFT_CHECKED weft_status weft_float_new(double number, weft_value *value);
/* UTF-8, copied; bytes that are not UTF-8: UnicodeDecodeError. */
WEFT_CHECKED weft_status weft_str_new(const char *text, size_t size, weft_value *value);
WEFT_CHECKED weft_status weft_bytes_new(const void *bytes, size_t size, weft_value *value);
WEFT_CHECKED weft_status weft_list_new(const weft_value *items, size_t count, weft_value *value);
WEFT_CHECKED weft_status weft_tuple_new(const weft_value *items, size_t count, weft_value *value);
WEFT_CHECKED weft_status weft_dict_new(weft_value *value);

/* OverflowError when it does not fit. */
WEFT_CHECKED weft_status weft_int_get(weft_value value, int64_t *number);
WEFT_CHECKED weft_status weft_uint_get(weft_value value, uint64_t *number);
/* Fills bytes[size], sign-extended; *needed: how many the number needs. OverflowError: it is more
   than size. With size 0 only *needed is given. */
WEFT_CHECKED weft_status weft_big_int_get(weft_value value, uint8_t *bytes, size_t size,
                                          size_t *needed);
WEFT_CHECKED weft_status weft_float_get(weft_value value, double *number); /* also of an int */
/* The value's own memory, NUL-terminated: read it as long as the value is alive. size may be NULL.
   A str with lone surrogates has them in three bytes each. */
WEFT_CHECKED weft_status weft_str_get(weft_value value, const char **text, size_t *size);
WEFT_CHECKED weft_status weft_bytes_get(weft_value value, const void **bytes, size_t *size);

WEFT_CHECKED weft_status weft_list_append(weft_value list, weft_value item);
/* Of a list or tuple; WEFT_END beyond the end. */
WEFT_CHECKED weft_status weft_list_get(weft_value list, size_t index, weft_value *item);
/* Each pair once, from *position 0 on; WEFT_END. A dict that grows or shrinks meanwhile may leave
   pairs out or give them twice: iterate over a copy then. */
WEFT_CHECKED weft_status weft_dict_next(weft_value dict, size_t *position, weft_value *key,
                                        weft_value *value);

/* ---- Functions and types of the host ---- */

/* Called by scripts, on any thread, several at once. arguments has one value for each parameter of
   the row's signature (kind WEFT_KIND_MISSING when it has a default and was not given; a tuple for
   *args, a dict for **kwargs). Set *result (None beforehand) and return WEFT_OK: what is of kind
   WEFT_KIND_MISSING is no result, and raises SystemError. Or raise an exception and return
   WEFT_ERR_EXCEPTION; or pass on the status of a function that failed. The finalization of the
   runtime does not wait for it. It has to return: after pthread_exit in it, on a thread that a
   script started, weft_finalize waits for that thread without end. */
typedef weft_status (*weft_function)(void *data, const weft_value *arguments, size_t count,
                                     weft_value *result);

/* Tables of rows end in a row of zeros. They, and data, must last as long as the process. */
typedef struct weft_function_row {
  const char *name;
  weft_function function;
  /* In Python's syntax: "(size, fill=None, *, deep=False)". NULL: "(*args)". */
  const char *signature;
  const char *doc;       /* or NULL */
} weft_function_row;

WEFT_CHECKED weft_status weft_function_new(const weft_function_row *row, void *data,
                                           weft_value *function);
/* A module with these functions, in sys.modules. functions may be NULL. */
WEFT_CHECKED weft_status weft_module_new(const char *name, const char *doc,
                                         const weft_function_row *functions, void *data,
                                         weft_value *module);

/* A type whose instances have a data pointer. Methods get the instance as arguments[0] ("(self,
   x)"), checked; their data is the row's. */
typedef struct weft_type_row {
  const char *name; /* "module.Name" */
  const char *doc;
  const weft_function_row *methods;    /* or NULL */
  const weft_function_row *properties; /* "(self)": read as attributes; or NULL */
  /* Name(...) in scripts: its parameters, and a function that returns the data pointer of the new
     instance. NULL: only the host makes instances. */
  const char *signature;
  weft_status (*construct)(void *data, const weft_value *arguments, size_t count, void **instance);
  /* Once for every instance, after it became unreachable or as the runtime ends, on some thread
     that runs scripts. May be NULL. */
  void (*destroy)(void *data, void *instance);
  void *data; /* passed to the functions above */
} weft_type_row;
WEFT_CHECKED weft_status weft_type_new(const weft_type_row *row, weft_value *type);
WEFT_CHECKED weft_status weft_instance_new(weft_value type, void *data, weft_value *instance);
WEFT_CHECKED weft_status weft_instance_get(weft_value instance, weft_value type, void **data);

/* ---- Exceptions ---- */

/* Raises type(message) in this thread. type: the name of a built-in exception; one that needs other
   arguments, such as UnicodeDecodeError, raises the TypeError of its constructor: make an instance
   by weft_call, and use weft_raise_value. Returns WEFT_ERR_EXCEPTION, so that a weft_function can
   end with it. */
WEFT_CHECKED weft_status weft_raise(const char *type, const char *format, ...) WEFT_PRINTF(2, 3);
/* An instance or a class. */
WEFT_CHECKED weft_status weft_raise_value(weft_value exception);
/* These four may be called with an exception pending; the last three do nothing if none is. */
WEFT_API int weft_exception_pending(void);
/* Is it one of that type? 0, also if none is pending or there is no such type. */
WEFT_API int weft_exception_matches(const char *type);
WEFT_API void weft_exception_clear(void);
WEFT_API void weft_exception_print(void); /* with traceback, on sys.stderr; then it is cleared */
/* Takes it away from the thread. WEFT_END: none. */
WEFT_CHECKED weft_status weft_exception_fetch(weft_value *exception);
/* The traceback and message as sys.stderr would show them: a str. */
WEFT_CHECKED weft_status weft_exception_text(weft_value exception, weft_value *text);

/* ---- Handles ---- */

/* Keeps a value alive wherever the handle is, until it is freed or the runtime ends. Any thread may
   read it while others do; to free it while another thread reads it is a race of the host's.
   weft_handle_get may be called with an exception pending. WEFT_ERR_FINALIZED: also, in a later
   life, for a handle of an earlier one. WEFT_ERR_MISUSE: freed, as far as that still shows. */
typedef struct weft_handle weft_handle;
WEFT_CHECKED weft_status weft_handle_new(weft_value value, weft_handle **handle);
WEFT_CHECKED weft_status weft_handle_get(const weft_handle *handle, weft_value *value);
/* At any time, also after weft_finalize: once for each. NULL: nothing happens. */
WEFT_API void weft_handle_free(weft_handle *handle);

#ifdef __cplusplus
}
#endif
#endif
