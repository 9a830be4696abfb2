/* The entry of the compiler: source text, syntax errors, warnings, names and constants of the tree.
 */
#include <config.h>

#include "interp/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "interp/compiler.h"
#include "interp/parser.h"
#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/lifecycle.h"
#include "runtime/memory.h"
#include "runtime/thread.h"
#include "runtime/unicode.h"

/* --- Memory and names --- */

void *wf_compile_alloc(wf_compiler *c, size_t size) {
  void *block = wf_arena_take(c->arena, size);
  memset(block, 0, size);
  return block;
}

static uint32_t hash_text(const char *text, size_t length) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < length; i++) h = (h ^ (unsigned char)text[i]) * 16777619u;
  return h;
}

static void grow_names(wf_compiler *c) {
  size_t capacity = c->name_capacity ? c->name_capacity * 2 : 256;
  wf_name **table = wf_compile_alloc(c, capacity * sizeof *table);
  for (size_t i = 0; i < c->name_capacity; i++) {
    if (!c->name_table[i]) continue;
    size_t at = c->name_table[i]->hash & (capacity - 1);
    while (table[at]) at = (at + 1) & (capacity - 1);
    table[at] = c->name_table[i];
  }
  c->name_table = table;
  c->name_capacity = capacity;
}

const wf_name *wf_compile_intern(wf_compiler *c, const char *text, size_t length) {
  if (c->name_count * 2 >= c->name_capacity) grow_names(c);
  uint32_t hash = hash_text(text, length);
  size_t mask = c->name_capacity - 1, at = hash & mask;
  for (; c->name_table[at]; at = (at + 1) & mask) {
    const wf_name *known = c->name_table[at];
    if (known->hash == hash && known->length == length && !memcmp(known->text, text, length))
      return known;
  }
  wf_name *name = wf_compile_alloc(c, sizeof *name);
  name->text = wf_arena_text(c->arena, text, length);
  name->length = (uint32_t)length;
  name->hash = hash;
  name->value = wf_str_intern(wf_str_new(text, length));
  if (name->value == WF_ERROR || !wf_list_append(c->keep, name->value)) c->failed = true;
  c->name_table[at] = name;
  c->name_count++;
  return name;
}

const wf_name *wf_compile_name(wf_compiler *c, const wf_ast_name *name) {
  size_t at = ((uintptr_t)name >> 4) % WF_COUNT(c->recent);
  if (c->recent[at].tree != name) {
    c->recent[at].name = wf_compile_intern(c, name->text, name->length);
    c->recent[at].tree = name;
  }
  return c->recent[at].name;
}

/* --- Constants --- */

/* Strings that look like names are interned: they are likely keys and attribute names. */
static bool looks_like_name(wf_ast_text text) {
  for (size_t i = 0; i < text.length; i++) {
    unsigned char ch = (unsigned char)text.data[i];
    if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
          ch == '_'))
      return false;
  }
  return true;
}

wf_value wf_compile_text(wf_compiler *c, wf_ast_text text) {
  if (text.length <= 64 && looks_like_name(text))
    return wf_compile_intern(c, text.data, text.length)->value;
  return wf_str_new(text.data, text.length);
}

static wf_value big_integer(wf_compiler *c, const wf_ast_expr *e) {
  const wf_ast_constant *k = &e->constant;
  wf_value v = wf_int_parse(k->text.data, k->text.length, k->base, WF_EMPTY);
  if (v == WF_ERROR && wf_error_is(&wf_exc_ValueError)) {
    wf_value message = wf_to_str(wf_error_fetch());
    if (message == WF_ERROR) return WF_ERROR;
    wf_compile_error(c, e->place,
                     "%s - Consider hexadecimal for huge integer literals to avoid decimal "
                     "conversion limits.", wf_str_data(message));
  }
  return v;
}

wf_value wf_compile_constant(wf_compiler *c, const wf_ast_expr *e) {
  const wf_ast_constant *k = &e->constant;
  switch ((int)k->kind) {
    case WF_AST_NONE: return WF_NONE;
    case WF_AST_TRUE: return WF_TRUE;
    case WF_AST_FALSE: return WF_FALSE;
    case WF_AST_ELLIPSIS: return WF_ELLIPSIS;
    case WF_AST_INT: return k->is_small ? wf_int_new(k->small) : big_integer(c, e);
    case WF_AST_FLOAT: return wf_float_new(k->number);
    case WF_AST_COMPLEX: return wf_complex_new(0, k->number);
    case WF_AST_STR: return wf_compile_text(c, k->text);
    case WF_AST_BYTES: return wf_bytes_new(k->text.data ? k->text.data : "", k->text.length);
    default: return wf_list_get(c->folded, (size_t)k->small);
  }
}

/* --- Errors --- */

/* The line of a source file, with its newline; None when there is no such file or line. */
static wf_value file_line(wf_value filename, int32_t line) {
  const char *path = line > 0 ? wf_str_to_fs(filename) : NULL;
  if (!path) {
    wf_error_clear();
    return WF_NONE;
  }
  FILE *file = fopen(path, "r");
  if (!file) return WF_NONE;
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size = -1;
  while (line-- > 0 && (size = getline(&text, &capacity, file)) >= 0) continue;
  wf_value v = WF_NONE;
  if (size > 1 && text[size - 2] == '\r' && text[size - 1] == '\n') {
    text[size - 2] = '\n';
    size--;
  }
  if (size >= 0) v = wf_str_from_fs(text, (size_t)size);
  free(text);
  fclose(file);
  return v;
}

enum { NO_NUMBER = INT32_MIN };

static wf_value number_or_none(int32_t n) { return n == NO_NUMBER ? WF_NONE : wf_small_int(n); }

/* Raises type(message, (filename, line, offset, text, end line, end offset)). NO_NUMBER: None.
   Errors in line 0 end where they start; those of a source that could not be read say no end. */
static void raise_syntax(const wf_type *type, wf_value message, wf_value filename, wf_value text,
                         int32_t line, int32_t offset, int32_t end_line, int32_t end_offset) {
  wf_value place = wf_tuple_of(line || text != WF_NONE ? 6 : 4, filename, number_or_none(line),
                               number_or_none(offset), text, number_or_none(line ? end_line : 0),
                               number_or_none(line ? end_offset : offset));
  if (message == WF_ERROR || text == WF_ERROR || place == WF_ERROR) return;
  wf_value args[2] = {message, place};
  wf_value exception = wf_exception_new(type, args, 2);
  if (exception != WF_ERROR) wf_raise_exception(exception);
}

void wf_compile_error(wf_compiler *c, wf_ast_place at, const char *format, ...) {
  if (c->failed) return;
  c->failed = true;
  va_list arguments;
  va_start(arguments, format);
  wf_value message = wf_str_vformat(format, arguments);
  va_end(arguments);
  raise_syntax(&wf_exc_SyntaxError, message, c->filename, file_line(c->filename, at.line), at.line,
               at.column + 1, at.end_line, at.end_column < 0 ? NO_NUMBER : at.end_column + 1);
}

void wf_compile_warn(wf_compiler *c, const wf_type *category, wf_ast_place at, const char *format,
                     ...) {
  if (c->failed) return;
  va_list arguments;
  va_start(arguments, format);
  wf_value message = wf_str_vformat(format, arguments);
  va_end(arguments);
  if (message == WF_ERROR) {
    c->failed = true;
    return;
  }
  if (wf_warn_explicit(category, message, c->filename, at.line) == 0) return;
  if (wf_error_is(category)) {
    wf_error_clear();
    wf_compile_error(c, at, "%U", message);
  }
  c->failed = true;
}

bool wf_compile_enter(wf_compiler *c) {
  if (WF_LIKELY(++c->depth <= c->depth_limit && !wf_native_stack_low(wf_self))) return true;
  c->depth--;
  if (!c->failed)
    wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded during compilation");
  c->failed = true;
  return false;
}

/* --- Parsing --- */

static bool is_identifier_start(uint32_t ch) { return wf_unicode_is_id_start(ch) || ch == '_'; }
static bool is_identifier_part(uint32_t ch) { return wf_unicode_is_id_continue(ch); }
static bool is_printable(uint32_t ch) { return wf_unicode_is_printable(ch); }

static bool normalize(wf_arena *arena, const char *text, size_t length, wf_ast_text *result) {
  size_t size;
  char *normal = wf_unicode_normalize(WF_UNICODE_NFKC, text, length, &size);
  if (!normal) return false;
  result->data = wf_arena_text(arena, normal, size);
  result->length = size;
  free(normal);
  return true;
}

static uint32_t character_named(const char *name, size_t length) {
  return wf_unicode_by_name(name, length);
}

static int decode(void *context, wf_arena *arena, const char *encoding, const char *source,
                  size_t length, wf_ast_text *result) {
  const wf_compiler *c = context;
  /* a file is read by lines, each of which ends with the byte of a newline */
  if (c->is_file && (!strncasecmp(encoding, "utf-16", 6) || !strncasecmp(encoding, "utf-32", 6)))
    return 0;
  wf_value data = wf_bytes_new(source, length);
  wf_value text = data == WF_ERROR ? WF_ERROR : wf_codec_decode(data, encoding, "strict");
  if (text == WF_ERROR && (wf_error_is(&wf_exc_LookupError) ||
                           (c->is_file && wf_error_is(&wf_exc_UnicodeError)))) {
    wf_error_clear();
    return 0;
  }
  if (text == WF_ERROR && wf_error_is(&wf_exc_UnicodeError)) {
    wf_value message = wf_to_str(wf_error_fetch());
    raise_syntax(&wf_exc_SyntaxError, message, c->filename, WF_NONE, 0, -1, NO_NUMBER, NO_NUMBER);
  }
  if (text == WF_ERROR) return -1;
  result->data = wf_arena_text(arena, wf_str_data(text), wf_str_size(text));
  result->length = wf_str_size(text);
  return 1;
}

static int warn(void *context, const char *category, const char *message, int line) {
  wf_compiler *c = context;
  const wf_type *type = strcmp(category, "SyntaxWarning") == 0 ? &wf_exc_SyntaxWarning
                                                               : &wf_exc_DeprecationWarning;
  wf_value text = wf_str_from_c(message);
  if (text == WF_ERROR) return -1;
  if (wf_warn_explicit(type, text, c->filename, line) == 0) return 0;
  if (!wf_error_is(type)) return -1;
  wf_error_clear();
  return 1;
}

static void raise_parse_error(wf_compiler *c, const wf_syntax_error *error) {
  const wf_type *type = &wf_exc_SyntaxError;
  switch (error->kind) {
    case WF_SYNTAX_CALLBACK: return;
    case WF_SYNTAX_VALUE: wf_raise(&wf_exc_ValueError, "%s", error->message); return;
    case WF_SYNTAX_MEMORY:
      if (error->message) wf_raise(&wf_exc_MemoryError, "%s", error->message);
      else wf_raise_type(&wf_exc_MemoryError);
      return;
    case WF_SYNTAX_INDENTATION: type = &wf_exc_IndentationError; break;
    case WF_SYNTAX_TAB: type = &wf_exc_TabError; break;
    default: break;
  }
  wf_value message = wf_str_from_c(error->message);
  if (!error->has_place) {
    wf_raise(type, "%U", message);
    return;
  }
  wf_value text = error->text ? wf_str_from_fs(error->text, error->text_length) : WF_NONE;
  raise_syntax(type, message, c->filename, text, error->line, error->offset, error->end_line,
               error->end_offset);
}

static wf_ast_module *parse(wf_compiler *c, const char *source, size_t size, bool is_text,
                            enum wf_compile_mode mode, int flags) {
  wf_parse_hooks hooks = {.is_identifier_start = is_identifier_start,
                          .is_identifier_part = is_identifier_part,
                          .is_printable = is_printable,
                          .normalize = normalize,
                          .character_named = character_named,
                          .decode = decode,
                          .warn = warn,
                          .context = c};
  wf_parse_options options = {.hooks = &hooks};
  options.mode = mode == WF_COMPILE_EXEC   ? WF_PARSE_EXEC
                 : mode == WF_COMPILE_EVAL ? WF_PARSE_EVAL
                                           : WF_PARSE_SINGLE;
  if (is_text) options.flags |= WF_PARSE_IGNORE_COOKIE;
  c->is_file = (flags & WF_COMPILE_FILE) != 0;
  if (c->is_file) options.name = wf_str_data(c->filename);
  if (flags & WF_COMPILE_TOP_LEVEL_AWAIT) options.flags |= WF_PARSE_TOP_LEVEL_AWAIT;
  if (flags & WF_COMPILE_MAY_BE_INCOMPLETE) options.flags |= WF_PARSE_ALLOW_INCOMPLETE;
  if (flags & WF_COMPILE_BARRY) options.flags |= WF_PARSE_BARRY;
  wf_syntax_error error = {0};
  wf_ast_module *tree = wf_parse(c->arena, source, size, &options, &error);
  if (!tree) raise_parse_error(c, &error);
  return tree;
}

/* --- Future statements --- */

static void future_feature(wf_compiler *c, const wf_ast_stmt *s, const char *name) {
  static const char *const settled[] = {"nested_scopes", "generators", "division",
                                        "absolute_import", "with_statement", "print_function",
                                        "unicode_literals", "generator_stop"};
  wf_ast_place at = {s->place.line, s->place.column, s->place.line, -1};
  if (strcmp(name, "annotations") == 0) {
    c->future |= WF_CODE_FUTURE_ANNOTATIONS;
    return;
  }
  if (strcmp(name, "barry_as_FLUFL") == 0) {
    c->future |= WF_CODE_FUTURE_BARRY; /* for what this code compiles; it has been read itself */
    return;
  }
  if (strcmp(name, "braces") == 0) {
    wf_compile_error(c, at, "not a chance");
    return;
  }
  for (size_t i = 0; i < WF_COUNT(settled); i++)
    if (strcmp(name, settled[i]) == 0) return;
  wf_compile_error(c, at, "future feature %s is not defined", name);
}

bool wf_compile_is_future(const wf_ast_stmt *s) {
  return s->kind == WF_AST_IMPORT_FROM && s->import_from.level == 0 && s->import_from.module &&
         strcmp(s->import_from.module->text, "__future__") == 0;
}

static bool is_docstring(const wf_ast_stmt *s) {
  return s->kind == WF_AST_EXPR && s->expr.value->kind == WF_AST_CONSTANT &&
         s->expr.value->constant.kind == WF_AST_STR;
}

/* The statements at the head of a module say how all of it is compiled. */
static void find_futures(wf_compiler *c, const wf_ast_module *tree) {
  bool done = false;
  int32_t line = 0; /* of the statement before */
  for (size_t i = 0; i < tree->body.count; i++) {
    const wf_ast_stmt *s = tree->body.items[i];
    if (done && s->place.line > line) break;
    line = s->place.line;
    if (i == 0 && is_docstring(s)) continue;
    if (!wf_compile_is_future(s)) {
      done = true;
      continue;
    }
    if (done) { /* CPython's place: one column before it */
      wf_ast_place at = {s->place.line, s->place.column - 1, s->place.line, -1};
      wf_compile_error(c, at, "from __future__ imports must occur at the beginning of the file");
      return;
    }
    c->future_line = s->place.line;
    for (size_t n = 0; n < s->import_from.names.count && !c->failed; n++)
      future_feature(c, s, s->import_from.names.items[n]->name->text);
  }
}

/* --- The module --- */

static bool is_docstring_wanted(const wf_compiler *c, const wf_ast_stmts *body) {
  return c->optimize < 2 && body->count && is_docstring(body->items[0]);
}

static void compile_module(wf_compiler *c, const wf_ast_module *tree) {
  if (tree->kind == WF_AST_EXPRESSION) {
    wf_emit_at(c, tree->expr->place);
    wf_emit(c, WF_CODE_RETURN, wf_expr_any(c, tree->expr), 0, 0);
    return;
  }
  wf_ast_stmts body = tree->body;
  if (body.count) wf_emit_at(c, body.items[0]->place);
  if (c->unit->scope->has_annotations) wf_emit(c, WF_CODE_SETUP_ANNOTATIONS, 0, 0, 0);
  if (tree->kind == WF_AST_MODULE && is_docstring_wanted(c, &body)) {
    uint32_t t = wf_emit_temp(c, 1);
    wf_emit_load(c, t, wf_compile_constant(c, body.items[0]->expr.value));
    wf_target_store(c, c->n_doc, t);
    c->unit->top = c->unit->locals;
    body.items++;
    body.count--;
  }
  wf_stmt_list_compile(c, &body);
  if (body.count) wf_emit_artificial(c);
  wf_emit_return(c, WF_NONE);
}

static wf_value compile_tree(wf_compiler *c, wf_ast_module *tree) {
  if (tree->kind != WF_AST_EXPRESSION) find_futures(c, tree);
  if (!c->failed) wf_fold_tree(c, tree);
  wf_scope *scope = c->failed ? NULL : wf_scope_build(c, tree);
  if (!scope) return WF_ERROR;
  wf_unit *u = wf_emit_enter(c, scope, c->n_top, 1);
  u->place = (wf_ast_place){1, 0, 1, 0};
  u->flags = c->future;
  if (c->top_level_await) {
    u->is_async = true;
    if (scope->is_coroutine) u->flags |= WF_CODE_COROUTINE;
  }
  compile_module(c, tree);
  return wf_emit_leave(c);
}

static void set_up(wf_compiler *c, enum wf_compile_mode mode, int flags, int optimize) {
  c->optimize = optimize < 0 ? wf_config.optimize : optimize;
  c->interactive = mode == WF_COMPILE_SINGLE;
  c->top_level_await = flags & WF_COMPILE_TOP_LEVEL_AWAIT;
  if (flags & WF_COMPILE_ANNOTATIONS) c->future |= WF_CODE_FUTURE_ANNOTATIONS;
  if (flags & WF_COMPILE_BARRY) c->future |= WF_CODE_FUTURE_BARRY;
  c->folded = wf_list_new(0);
  c->keep = wf_list_new(64);
  c->future_line = -1;
  /* A tree may be as deep as scripts may call, times three, as in CPython. */
  int limit = atomic_load_explicit(&wf_recursion_limit, memory_order_relaxed);
  int used = wf_self->recursion_depth < limit ? wf_self->recursion_depth : 0;
  c->depth_limit = limit > INT32_MAX / 3 ? INT32_MAX : limit * 3;
  c->depth = used * 3;
#define WF_KNOWN(member, text) c->member = wf_compile_intern(c, text, sizeof text - 1);
  WF_KNOWN_NAMES(WF_KNOWN)
#undef WF_KNOWN
}

static wf_value compile_text(const char *source, size_t size, bool is_text, wf_value filename,
                             enum wf_compile_mode mode, int flags, int optimize) {
  wf_arena arena = WF_ARENA_EMPTY;
  wf_compiler c = {.arena = &arena, .filename = filename};
  set_up(&c, mode, flags, optimize);
  wf_value code = WF_ERROR;
  if (c.folded != WF_ERROR && c.keep != WF_ERROR && !c.failed) {
    wf_ast_module *tree = parse(&c, source, size, is_text, mode, flags);
    if (tree) code = compile_tree(&c, tree);
  }
  wf_arena_free(&arena);
  if (code == WF_ERROR && !wf_error_pending() && !wf_self->unwinding)
    wf_raise(&wf_exc_SystemError, "compiler failed without an error");
  return code;
}

/* Source text must be real Unicode: lone surrogates cannot be in a file. */
static bool check_text(wf_value source) {
  const unsigned char *p = (const unsigned char *)wf_str_data(source);
  if (wf_str_is_ascii(source)) return true;
  for (size_t i = 0; i + 1 < wf_str_size(source); i++) {
    if (p[i] != 0xed || p[i + 1] < 0xa0) continue;
    int64_t at = wf_str_char_index(source, i);
    wf_value args[5] = {wf_str_from_c("utf-8"), source, wf_small_int(at), wf_small_int(at + 1),
                        wf_str_from_c("surrogates not allowed")};
    wf_value exception = wf_exception_new(&wf_exc_UnicodeEncodeError, args, 5);
    if (exception != WF_ERROR) wf_raise_exception(exception);
    return false;
  }
  return true;
}

wf_value wf_compile_source(wf_value source, wf_value filename, enum wf_compile_mode mode, int flags,
                           int optimize) {
  if (wf_is_str(source)) {
    if (!check_text(source)) return WF_ERROR;
    return compile_text(wf_str_data(source), wf_str_size(source), true, filename, mode, flags,
                        optimize);
  }
  wf_buffer view;
  if (wf_buffer_get_still(source, &view) < 0) return WF_ERROR;
  wf_value code = compile_text((const char *)view.data, view.size, false, filename, mode, flags,
                               optimize);
  wf_buffer_release(&view);
  return code;
}
