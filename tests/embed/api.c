/* The public functions one by one: what they take and give, and what they say about misuse. */
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

#define OK(call) ok((call) == WEFT_OK, "%s", #call)

static char said[512]; /* on stderr, by the last call under LISTEN */
static int saved_stderr, pipe_ends[2];

static void listen(void) {
  fflush(stderr);
  saved_stderr = dup(2);
  if (pipe(pipe_ends) != 0) abort();
  dup2(pipe_ends[1], 2);
}

static void listened(void) {
  fflush(stderr);
  dup2(saved_stderr, 2);
  close(saved_stderr);
  close(pipe_ends[1]);
  ssize_t size = read(pipe_ends[0], said, sizeof said - 1);
  said[size < 0 ? 0 : size] = 0;
  close(pipe_ends[0]);
}
#define MISUSE(call, text)                                                          \
  do {                                                                              \
    listen();                                                                       \
    weft_status status_ = call;                                                     \
    listened();                                                                     \
    is_int(status_, WEFT_ERR_MISUSE, #call " is misuse");                           \
    if (!ok(strstr(said, text) != NULL, "and says: %s", text)) printf("# %s", said); \
  } while (0)

static bool raised(weft_status status, const char *type, const char *text) {
  weft_value exception, message;
  const char *shown = "";
  bool good = status == WEFT_ERR_EXCEPTION && weft_exception_matches(type) &&
              weft_exception_fetch(&exception) == WEFT_OK &&
              weft_to_str(exception, &message) == WEFT_OK &&
              weft_str_get(message, &shown, NULL) == WEFT_OK && strstr(shown, text);
  if (!good) printf("# status %d, message: %s\n", status, shown);
  weft_exception_clear();
  return good;
}

static bool equal(const char *expression, weft_value value) {
  weft_value wanted;
  int is = 0;
  return weft_eval(expression, &wanted) == WEFT_OK &&
         weft_compare(wanted, value, WEFT_EQ, &is) == WEFT_OK && is;
}

static void before_and_after(const char *when) {
  weft_value v;
  weft_handle *handle = NULL;
  weft_guard *guard = NULL;
  ok(!weft_is_running(), "%s: it does not run", when);
  is_int(weft_eval("1", &v), WEFT_ERR_FINALIZED, "weft_eval is refused");
  is_int(weft_int_new(1, &v), WEFT_ERR_FINALIZED, "weft_int_new is refused");
  is_int(weft_attach(), WEFT_ERR_FINALIZED, "weft_attach is refused");
  is_int(weft_handle_new(weft_none(), &handle), WEFT_ERR_FINALIZED, "weft_handle_new is refused");
  is_int(weft_guard_acquire("x", &guard), WEFT_ERR_FINALIZED, "weft_guard_acquire is refused");
  is_int(weft_exception_pending(), 0, "no exception is pending");
  is_int(weft_finalize(), 0, "weft_finalize has nothing to do");
}

static void numbers(void) {
  weft_value v;
  int64_t i = 0;
  uint64_t u = 0;
  double d = 0;
  uint8_t bytes[16] = {0};
  size_t needed = 0;
  ok(weft_int_new(INT64_MIN, &v) == WEFT_OK && equal("-2**63", v), "the least int64_t");
  ok(weft_int_get(v, &i) == WEFT_OK && i == INT64_MIN, "and back");
  ok(weft_uint_new(UINT64_MAX, &v) == WEFT_OK && equal("2**64 - 1", v), "the largest uint64_t");
  ok(weft_uint_get(v, &u) == WEFT_OK && u == UINT64_MAX, "and back");
  ok(raised(weft_int_get(v, &i), "OverflowError", "weft_int_get"), "it does not fit int64_t");
  memset(bytes, 0xff, sizeof bytes);
  bytes[15] = 0x7f;
  ok(weft_big_int_new(bytes, 16, &v) == WEFT_OK && equal("2**127 - 1", v), "a big int");
  memset(bytes, 0, sizeof bytes);
  ok(weft_big_int_get(v, NULL, 0, &needed) == WEFT_OK && needed == 16, "needs 16 bytes");
  ok(weft_big_int_get(v, bytes, 16, &needed) == WEFT_OK && bytes[0] == 0xff && bytes[15] == 0x7f,
     "and back");
  ok(raised(weft_big_int_get(v, bytes, 8, &needed), "OverflowError", ""), "8 are too few");
  ok(weft_int_new(-128, &v) == WEFT_OK && weft_big_int_get(v, bytes, 1, &needed) == WEFT_OK &&
         needed == 1 && bytes[0] == 0x80, "-128 needs one byte");
  ok(weft_int_new(128, &v) == WEFT_OK && weft_big_int_get(v, bytes, 4, &needed) == WEFT_OK &&
         needed == 2 && bytes[0] == 0x80 && bytes[3] == 0, "128 needs two");
  ok(weft_float_new(1e300, &v) == WEFT_OK && weft_float_get(v, &d) == WEFT_OK && d == 1e300,
     "a float");
  ok(weft_int_new(7, &v) == WEFT_OK && weft_float_get(v, &d) == WEFT_OK && d == 7.0,
     "an int read as a float");
  ok(raised(weft_int_get(weft_none(), &i), "TypeError",
            "weft_int_get() argument 1 (value) must be int, not NoneType"), "None is no int");
}

static void texts(void) {
  weft_value v;
  const char *text = NULL;
  const void *bytes = NULL;
  size_t size = 0;
  ok(weft_str_new("h\xc3\xa9\0llo", 7, &v) == WEFT_OK && equal("'h\\xe9\\0llo'", v),
     "a str with a NUL and an accent");
  ok(weft_str_get(v, &text, &size) == WEFT_OK && size == 7 &&
         memcmp(text, "h\xc3\xa9\0llo", 8) == 0, "and back");
  ok(raised(weft_str_new("\xff", 1, &v), "UnicodeDecodeError", "utf-8"), "what is not UTF-8");
  ok(weft_bytes_new("a\0b", 3, &v) == WEFT_OK && equal("b'a\\0b'", v), "bytes");
  ok(weft_bytes_get(v, &bytes, &size) == WEFT_OK && size == 3, "and back");
  ok(raised(weft_str_get(v, &text, &size), "TypeError", "must be str, not bytes"),
     "bytes are no str");
}

static void containers(void) {
  weft_value list, dict, v, items[2], key, value, iterator;
  size_t length = 0, position = 0;
  int is = 0;
  int64_t i, sum = 0;
  OK(weft_int_new(1, &items[0]));
  OK(weft_int_new(2, &items[1]));
  OK(weft_list_new(items, 2, &list));
  OK(weft_list_append(list, weft_none()));
  ok(equal("[1, 2, None]", list), "a list");
  ok(weft_length(list, &length) == WEFT_OK && length == 3, "its length");
  OK(weft_list_get(list, 2, &v));
  is_int(weft_list_get(list, 3, &v), WEFT_END, "beyond the end");
  ok(weft_tuple_new(items, 2, &v) == WEFT_OK && equal("(1, 2)", v), "a tuple");
  OK(weft_iterate(v, &iterator));
  while (weft_next(iterator, &v) == WEFT_OK)
    if (weft_int_get(v, &i) == WEFT_OK) sum += i;
  is_int(sum, 3, "iterated over");
  is_int(weft_next(iterator, &v), WEFT_END, "to its end");
  OK(weft_dict_new(&dict));
  OK(weft_item_set(dict, items[0], items[1]));
  ok(equal("{1: 2}", dict), "a dict");
  OK(weft_item_get(dict, items[0], &v));
  is_int(weft_item_get(dict, items[1], &v), WEFT_END, "no such key");
  ok(!weft_exception_pending(), "leaves no exception");
  ok(weft_contains(dict, items[0], &is) == WEFT_OK && is, "contains");
  ok(weft_dict_next(dict, &position, &key, &value) == WEFT_OK && key.word == items[0].word,
     "dict_next");
  is_int(weft_dict_next(dict, &position, &key, &value), WEFT_END, "one pair");
  OK(weft_item_delete(dict, items[0]));
  ok(raised(weft_item_delete(dict, items[0]), "KeyError", "1"), "it is gone");
  ok(raised(weft_list_append(dict, items[0]), "TypeError",
            "weft_list_append() argument 1 (list) must be list, not dict"), "a dict is no list");
}

static void objects(void) {
  static const char *const names[] = {"c", NULL};
  weft_value module, function, v, arguments[3];
  int is = 0;
  OK(weft_run_source("class C: x = 1\nc = C()\ndef f(a, b=2, *, c=3): return [a, b, c]\n", NULL));
  OK(weft_global_get("c", &v));
  ok(weft_attribute_get(v, "x", &module) == WEFT_OK && equal("1", module), "an attribute");
  is_int(weft_attribute_get(v, "y", &module), WEFT_END, "there is none");
  OK(weft_attribute_set(v, "y", weft_bool(1)));
  ok(equal("c.y and True", weft_bool(1)), "set");
  OK(weft_attribute_delete(v, "y"));
  ok(raised(weft_attribute_delete(v, "y"), "AttributeError", "y"), "deleted");
  OK(weft_global_get("f", &function));
  for (int i = 0; i < 3; i++) OK(weft_int_new(i, &arguments[i]));
  ok(weft_call(function, arguments, 1, &v) == WEFT_OK && equal("[0, 2, 3]", v), "a call");
  ok(weft_call_keywords(function, arguments, 2, names, &v) == WEFT_OK && equal("[0, 1, 2]", v),
     "with a keyword");
  ok(raised(weft_call(function, NULL, 0, NULL), "TypeError", "missing 1 required"), "too few");
  OK(weft_str_new("a,b", 3, &v));
  OK(weft_str_new(",", 1, &arguments[0]));
  ok(weft_call_method(v, "split", arguments, 1, &v) == WEFT_OK && equal("['a', 'b']", v),
     "a method");
  OK(weft_import("json", &module));
  ok(raised(weft_import("no_such", &module), "ModuleNotFoundError", "no_such"), "no module");
  OK(weft_eval("list", &module));
  ok(weft_is_instance(v, module, &is) == WEFT_OK && is, "is_instance");
  ok(weft_to_repr(v, &module) == WEFT_OK && equal("\"['a', 'b']\"", module), "repr");
  is_int(weft_global_get("no_such", &v), WEFT_END, "no such global");
  ok(raised(weft_run_source("x = = 1", "bad.py"), "SyntaxError", "bad.py"), "a syntax error");
}

/* In UTF-8 or not at all, whatever is named. */
static void names(void) {
  static const char *const bad[] = {"\xff\xfez", NULL}, *const good[] = {"caf\xc3\xa9", NULL};
  weft_value v, one, dict;
  OK(weft_int_new(1, &one));
  OK(weft_eval("dict", &dict));
  OK(weft_run_source("class Named: pass", NULL));
  OK(weft_global_get("Named", &v));
#define REFUSED(call) ok(raised(call, "UnicodeDecodeError", "'utf-8' codec"), "%s", #call)
  REFUSED(weft_call_keywords(dict, &one, 0, bad, &v));
  REFUSED(weft_call_method(v, bad[0], NULL, 0, &v));
  REFUSED(weft_attribute_get(v, bad[0], &v));
  REFUSED(weft_attribute_set(v, bad[0], one));
  REFUSED(weft_attribute_delete(v, bad[0]));
  REFUSED(weft_global_get(bad[0], &v));
  REFUSED(weft_global_set(bad[0], one));
  REFUSED(weft_import(bad[0], &v));
  REFUSED(weft_load_source(bad[0], "", NULL, &v));
  REFUSED(weft_module_new(bad[0], NULL, NULL, NULL, &v));
  REFUSED(weft_module_new("sound", bad[0], NULL, NULL, &v));
  ok(weft_call_keywords(dict, &one, 0, good, &v) == WEFT_OK && equal("{'caf\\xe9': 1}", v),
     "a name with an accent");
  ok(weft_global_set(good[0], one) == WEFT_OK && equal("caf\xc3\xa9", one), "a global with one");
}

static weft_status add(void *data, const weft_value *arguments, size_t count, weft_value *result) {
  int64_t a, b = 10;
  weft_kind kind;
  if (count != 2) return weft_raise("SystemError", "count");
  weft_status status = weft_int_get(arguments[0], &a);
  if (status == WEFT_OK) status = weft_kind_get(arguments[1], &kind);
  if (status == WEFT_OK && kind != WEFT_KIND_MISSING) status = weft_int_get(arguments[1], &b);
  return status == WEFT_OK ? weft_int_new(a + b + *(int *)data, result) : status;
}
static weft_status forget(void *data, const weft_value *arguments, size_t count,
                          weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  return WEFT_ERR_EXCEPTION;
}
static weft_status leave(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  return WEFT_ERR_FINALIZED;
}
static weft_status finalize_here(void *data, const weft_value *arguments, size_t count,
                                 weft_value *result) {
  (void)data, (void)arguments, (void)count;
  listen();
  int status = weft_finalize();
  listened();
  return weft_int_new(status, result);
}

static void functions(void) {
  static int offset = 100;
  static const weft_function_row rows[] = {{"add", add, "(a, b=10)", "Adds."},
                                           {"forget", forget, "()", NULL},
                                           {"leave", leave, "()", NULL},
                                           {"finalize", finalize_here, "()", NULL},
                                           {0}};
  weft_value module, v;
  OK(weft_module_new("host", "The host.", rows, &offset, &module));
  OK(weft_run_source("import host", NULL));
  ok(weft_eval("host.add(1), host.add(a=1, b=2)", &v) == WEFT_OK && equal("(111, 103)", v),
     "a host function");
  ok(weft_eval("host.add.__doc__, host.add.__name__, host.__doc__", &v) == WEFT_OK &&
         equal("('Adds.', 'add', 'The host.')", v), "has a docstring");
  ok(raised(weft_eval("host.add()", &v), "TypeError", "add() missing"), "arguments are checked");
  ok(raised(weft_eval("host.add('x')", &v), "TypeError", "must be int, not str"),
     "its own exception");
  ok(raised(weft_eval("host.forget()", &v), "SystemError", "without an exception"),
     "an error without exception");
  is_int(weft_eval("[host.leave() for i in range(2)]", &v), WEFT_ERR_FINALIZED,
         "a function may end the call as the end of the runtime would");
  ok(weft_eval("1 + 1", &v) == WEFT_OK && equal("2", v), "the next call is served");
  ok(weft_eval("host.finalize()", &v) == WEFT_OK && equal("-1", v) &&
         strstr(said, "under script code"), "weft_finalize under script code is misuse");
}

static int destroyed;
static void destroy(void *data, void *instance) {
  (void)data;
  destroyed++;
  free(instance);
}
static weft_status construct(void *data, const weft_value *arguments, size_t count,
                             void **instance) {
  int64_t n;
  (void)data, (void)count;
  weft_status status = weft_int_get(arguments[0], &n);
  if (status != WEFT_OK) return status;
  *(int64_t *)(*instance = malloc(sizeof n)) = n;
  return WEFT_OK;
}
static weft_handle *box_type;
static weft_status get(void *data, const weft_value *arguments, size_t count, weft_value *result) {
  weft_value type;
  void *instance;
  (void)data, (void)count;
  weft_status status = weft_handle_get(box_type, &type);
  if (status == WEFT_OK) status = weft_instance_get(arguments[0], type, &instance);
  return status == WEFT_OK ? weft_int_new(*(int64_t *)instance, result) : status;
}

static void types(void) {
  static const weft_function_row methods[] = {{"get", get, "(self)", "What is in it."}, {0}};
  static const weft_function_row properties[] = {{"content", get, "(self)", NULL}, {0}};
  static const weft_type_row row = {.name = "host.Box", .doc = "A box.", .methods = methods,
                                    .properties = properties, .signature = "(n)",
                                    .construct = construct, .destroy = destroy};
  weft_value type, v;
  void *data = NULL, *own = calloc(1, sizeof(int64_t));
  OK(weft_type_new(&row, &type));
  OK(weft_handle_new(type, &box_type));
  OK(weft_global_set("Box", type));
  ok(weft_eval("Box(5).get(), Box(6).content, Box.__doc__, type(Box(1)).__name__", &v) == WEFT_OK &&
         equal("(5, 6, 'A box.', 'Box')", v), "a type with a method and a property");
  ok(raised(weft_eval("Box()", &v), "TypeError", "missing"), "its constructor checks arguments");
  ok(raised(weft_eval("Box.get(1)", &v), "TypeError", "doesn't apply"), "methods check self");
  OK(weft_instance_new(type, own, &v));
  ok(weft_instance_get(v, type, &data) == WEFT_OK && data == own, "an instance of the host's");
  ok(raised(weft_instance_get(weft_none(), type, &data), "TypeError",
            "must be host.Box, not NoneType"), "None is none");
}

static void exceptions(void) {
  weft_value v, exception, text;
  const char *shown = "";
  ok(raised(weft_raise("ValueError", "no %s %d", "way", 5), "ValueError", "no way 5"), "raise");
  OK(weft_run_source("def outer(): inner()\ndef inner(): 1 / 0\n", "deep.py"));
  is_int(weft_eval("outer()", &v), WEFT_ERR_EXCEPTION, "an exception");
  is_int(weft_exception_pending(), 1, "is pending");
  is_int(weft_exception_matches("ArithmeticError"), 1, "matches its base");
  is_int(weft_exception_matches("KeyError"), 0, "and no other");
  OK(weft_exception_fetch(&exception));
  is_int(weft_exception_fetch(&v), WEFT_END, "no longer pending");
  ok(weft_exception_text(exception, &text) == WEFT_OK &&
         weft_str_get(text, &shown, NULL) == WEFT_OK &&
         strstr(shown, "Traceback (most recent call last):") &&
         strstr(shown, "File \"deep.py\", line 2, in inner") &&
         strstr(shown, "ZeroDivisionError: division by zero"), "its text has the traceback");
  ok(raised(weft_raise_value(exception), "ZeroDivisionError", "division"), "raised again");
  is_int(weft_eval("outer()", &v), WEFT_ERR_EXCEPTION, "and one to print");
  listen();
  weft_exception_print();
  listened();
  ok(strstr(said, "ZeroDivisionError") != NULL, "printed");
  ok(raised(weft_eval("exit(3)", &v), "SystemExit", "3"), "SystemExit is an exception");
}

static void signatures(void) {
  static const char *const bad[] = {
      "", "(", "(x", "x", "(x) ", "(x, /, *, y", "(*)", "(x, x)", "(*a, *b)", "(x=1, y)", "(/)",
      "(1x)", "garbage ( ) , ", "(,)", "(x, , y)", "(**k, x)", "(*, **k)", "(*a=1)", "(x=)",
      "(x, /, y, /)", "(x y)", "(\xff)", NULL};
  static const char *const good[] = {
      "()", "( )", "(x,)", "(x , y = 1)", "(x, /, *, y)", "(*args, y, **kw)", "(x=1, *, y, z=2)",
      "(self, a=[1,(2,3)], *args, b={'x':1}, **kw)", "(a=')', b=\",\")", "(caf\xc3\xa9)", NULL};
  weft_function_row row = {"f", add, NULL, NULL}, *rows;
  weft_value v;
  for (int i = 0; bad[i]; i++) {
    row.signature = bad[i];
    MISUSE(weft_function_new(&row, NULL, &v), "argument 1 (row) has a malformed signature");
  }
  for (int i = 0; good[i]; i++) {
    if (!(rows = calloc(2, sizeof *rows))) abort(); /* rows last as long as the process */
    *rows = row;
    rows->signature = good[i];
    ok(weft_function_new(rows, NULL, &v) == WEFT_OK, "sound: %s", good[i]);
  }
  static const weft_function_row no_self[] = {{"m", add, "()", NULL}, {0}};
  static const weft_type_row type = {.name = "host.Bad", .methods = no_self};
  MISUSE(weft_type_new(&type, &v), "argument 1 (row) has a malformed method");
  static const weft_function_row unsound[] = {{"f", add, "(x", NULL}, {0}};
  MISUSE(weft_module_new("bad", NULL, unsound, NULL, &v), "argument 3 (functions) has a malformed");
}

static void *detach_here(void *data) {
  weft_value v;
  bool *good = data;
  *good = weft_eval("1", &v) == WEFT_OK && weft_detach() == WEFT_OK &&
          weft_eval("2", &v) == WEFT_OK;
  return NULL;
}

static void misuse(void) {
  weft_value v, nothing = {0};
  MISUSE(weft_call(nothing, NULL, 0, NULL), "weft: weft_call: argument 1 (callee) is no value");
  MISUSE(weft_eval(NULL, &v), "weft: weft_eval: argument 1 (expression) must not be NULL");
  MISUSE(weft_eval("1", NULL), "weft: weft_eval: argument 2 (result) must not be NULL");
  MISUSE(weft_raise("NoSuchError", "x"), "argument 1 (type) names no built-in exception");
  MISUSE(weft_initialize(NULL), "weft: weft_initialize: the runtime runs already");
  MISUSE(weft_detach(), "weft: weft_detach: this is the main thread");
  ok(weft_eval("1 / 0", &v) == WEFT_ERR_EXCEPTION, "an exception left pending");
  MISUSE(weft_eval("1", &v), "weft: weft_eval: an exception is pending (ZeroDivisionError)");
  weft_exception_clear();
  OK(weft_eval("1", &v));
}

static void threads(void) {
  pthread_t thread;
  bool good = false;
  if (pthread_create(&thread, NULL, detach_here, &good) == 0) pthread_join(thread, NULL);
  ok(good, "a thread may detach and come again");
}

static void configured(void) {
  static const char *const path[] = {"/no/such", NULL}, *const arguments[] = {"me", "x", NULL};
  weft_config config = WEFT_CONFIG_INIT;
  int ends[2];
  char text[64] = "";
  weft_value v;
  if (pipe(ends) != 0) return;
  config.search_path = path;
  config.arguments = arguments;
  config.standard_output = ends[1];
  config.standard_input = -1;
  OK(weft_initialize(&config));
  OK(weft_run_source("import sys; print(sys.argv, sys.path, sys.stdin, flush=True)", NULL));
  ssize_t size = read(ends[0], text, sizeof text - 1);
  text[size < 0 ? 0 : size] = 0;
  is_text(text, "['me', 'x'] ['/no/such'] None\n", "arguments, search path and streams");
  ok(weft_eval("Box", &v) == WEFT_ERR_EXCEPTION, "names of an earlier life are gone");
  weft_exception_clear();
  OK(weft_load_source("reloaded", "x = 1", NULL, &v));
  OK(weft_load_source("reloaded", "x = 2", NULL, &v));
  ok(raised(weft_load_source("reloaded", "x = 3; 1 / 0", NULL, &v), "ZeroDivisionError", ""),
     "a load that fails");
  OK(weft_run_source("import reloaded; assert reloaded.x == 2", NULL));
  is_int(weft_finalize(), 0, "weft_finalize");
  close(ends[0]);
  close(ends[1]);
}

static void write_file(const char *folder, const char *name, const char *text) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "w");
  if (!f || fputs(text, f) < 0 || fclose(f) != 0) abort();
}

static void remove_files(const char *folder, const char *const *names) {
  char path[128];
  for (; *names; names++) {
    snprintf(path, sizeof path, "%s/%s", folder, *names);
    remove(path);
  }
  rmdir(folder);
}

/* arguments: NULL for the usual ones. */
static void run_modules(const char *folder, const char *const *arguments) {
  const char *const path[] = {folder, NULL};
  weft_config config = WEFT_CONFIG_INIT;
  weft_value v;
  config.search_path = path;
  config.arguments = arguments;
  OK(weft_initialize(&config));
  OK(weft_run_source("import sys; sys.dont_write_bytecode = True", NULL));
  OK(weft_run_module("single"));
  ok(weft_eval("ran, __name__", &v) == WEFT_OK && equal("('single', '__main__')", v),
     "a module runs as __main__");
  ok(weft_eval("import_free", &v) == WEFT_OK && equal("True", v), "and is not imported");
  ok(weft_eval("sys.argv[0] == __file__ and __file__[-9:]", &v) == WEFT_OK &&
         equal("'single.py'", v), "sys.argv[0] is its file");
  OK(weft_run_module("package"));
  ok(weft_eval("ran, __package__", &v) == WEFT_OK && equal("('main', 'package')", v),
     "of a package its __main__");
  ok(raised(weft_run_module("no_such"), "SystemExit", "No module named no_such"),
     "a module that is missing");
  OK(weft_run_source("sys.path.clear()", NULL));
  ok(raised(weft_run_module("single"), "SystemExit", "No module named single"),
     "nowhere to look for one");
  is_int(weft_finalize(), 0, "weft_finalize");
}

static void modules(void) {
  static const char *const files[] = {"single.py", "package/__init__.py", "package/__main__.py",
                                      "package", NULL}, *const nothing[] = {NULL};
  char folder[] = "/tmp/weft-modules-XXXXXX", package[64];
  if (!mkdtemp(folder)) abort();
  snprintf(package, sizeof package, "%s/package", folder);
  if (mkdir(package, 0700) != 0) abort();
  write_file(folder, files[0], "import sys\nran = 'single'\nimport_free = 'single' not in "
                               "sys.modules\n");
  write_file(folder, files[1], "");
  write_file(folder, files[2], "ran = 'main'\n");
  run_modules(folder, NULL);
  run_modules(folder, nothing);
  remove_files(folder, files);
}

int main(void) {
  before_and_after("before");
  if (!OK(weft_initialize(NULL))) return done_testing();
  ok(weft_is_running(), "it runs");
  numbers();
  texts();
  containers();
  objects();
  names();
  functions();
  types();
  exceptions();
  misuse();
  signatures();
  threads();
  weft_handle *kept = NULL;
  weft_value v;
  OK(weft_handle_new(weft_none(), &kept));
  is_int(weft_finalize(), 0, "weft_finalize");
  is_int(destroyed, 4, "every instance was destroyed");
  is_int(weft_handle_get(kept, &v), WEFT_ERR_FINALIZED, "a handle is empty afterwards");
  weft_handle_free(kept);
  weft_handle_free(box_type);
  weft_handle_free(NULL);
  weft_guard_release(NULL);
  before_and_after("after");
  configured();
  modules();
  return done_testing();
}
