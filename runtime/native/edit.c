/* _edit: reading lines with editing, history and completion, over libedit. For the interactive
   prompt (stdlib/_prompt.py). There is one terminal, and libedit is for one thread: while a call is
   under way, others are refused. */
#include <config.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "runtime/call.h"
#include "runtime/dump.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/native/os.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/unicode.h"

/* --- The library --- */

/* Loaded on first use, not linked: it and the three libraries that it needs would take a tenth of
   the start of every script, and most scripts and hosts never edit a line. */
#define FOR_EACH_FUNCTION(F) \
  F(el_init) F(el_reset) F(el_set) F(el_source) F(el_wgets) F(el_winsertstr) F(el_wline) \
  F(el_wset) F(history_w) F(history_winit)

static struct {
  void *handle;
#define F(name) __typeof__(name) *name;
  FOR_EACH_FUNCTION(F)
#undef F
} lib;

static bool load_functions(void *handle) {
#define F(name) \
  if (!(lib.name = (__typeof__(name) *)dlsym(handle, #name))) return false;
  FOR_EACH_FUNCTION(F)
#undef F
  lib.handle = handle;
  return true;
}

/* As the systems number the one interface. */
static bool load_library(void) {
  static const char *const names[] = {"libedit.so.2", "libedit.so.0", "libedit.so",
                                      "libedit.3.dylib", "libedit.dylib"};
  for (size_t i = 0; i < WF_COUNT(names) && !lib.handle; i++) {
    void *handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle && !load_functions(handle)) dlclose(handle);
  }
  if (!lib.handle) wf_raise(&wf_exc_OSError, "libedit is not installed: no line can be edited");
  return lib.handle != NULL;
}

/* The editor, made on first use and kept. `values` is memory that the collector scans. */
static struct {
  EditLine *line;
  HistoryW *history;
  char prompt[256];
  bool interrupted; /* an exception is pending, from the read or from the completer */
  struct {
    wf_value completer;
  } *values;
} editor;

static char *prompt_text(EditLine *el) {
  (void)el;
  return editor.prompt;
}

/* --- Redrawing: another thread wrote a report over the line that is being typed --- */

static int redraw_pipe[2] = {-1, -1};

static void ask_for_redraw(void) {
  int error = errno;
  if (write(redraw_pipe[1], "", 1) < 0) errno = error; /* full: it has been asked already */
}

/* Without the pipe the line comes back with the next key. */
static void prepare_redraw(void) {
  if (wf_os_pipe(redraw_pipe) != 0) return;
  for (int i = 0; i < 2; i++) fcntl(redraw_pipe[i], F_SETFL, O_NONBLOCK);
  wf_dump_on_written(ask_for_redraw);
}

static bool was_asked_for_redraw(void) {
  char bytes[16];
  return read(redraw_pipe[0], bytes, sizeof bytes) > 0;
}

/* --- Reading --- */

/* One byte from standard input: 1, 0 at the end, -1 with an exception pending. */
static int read_byte(unsigned char *byte) {
  for (;;) {
    struct pollfd sources[] = {{STDIN_FILENO, POLLIN, 0}, {redraw_pipe[0], POLLIN, 0}};
    wf_outside_enter();
    int ready = poll(sources, 2, -1); /* a descriptor of -1 is passed over */
    ssize_t n = ready > 0 && sources[0].revents ? read(STDIN_FILENO, byte, 1) : -1;
    int error = ready > 0 && !sources[0].revents ? EAGAIN : errno;
    if (!wf_outside_leave()) return -1;
    if (ready > 0 && sources[1].revents && was_asked_for_redraw())
      lib.el_set(editor.line, EL_REFRESH);
    if (n >= 0) return (int)n;
    if (error == EINTR || error == EAGAIN) continue;
    wf_raise_errno(error, WF_EMPTY);
    return -1;
  }
}

/* What libedit reads characters with: 1, 0 at the end, -1 on errors. */
static int read_character(EditLine *el, wchar_t *out) {
  (void)el;
  char text[4];
  unsigned char byte;
  int n = read_byte(&byte);
  if (n == 1) {
    text[0] = (char)byte;
    unsigned width = wf_utf8_length(byte);
    for (unsigned i = 1; i < width && n == 1; i++) {
      n = read_byte(&byte);
      text[i] = (char)byte;
    }
    if (n == 1) {
      const char *p = text;
      *out = byte < 0x80 || width > 1 ? (wchar_t)wf_utf8_next(&p) : L'?';
    }
  }
  if (n < 0) editor.interrupted = true;
  return n;
}

static wf_value text_of(const wchar_t *text, size_t count) {
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < count; i++) wf_builder_add_char(&b, (uint32_t)text[i]);
  return wf_builder_finish(&b);
}

/* A wide copy in malloc'ed memory, or NULL with MemoryError. */
static wchar_t *wide_copy(wf_value text) {
  const char *p = wf_str_data(text), *end = p + wf_str_size(text);
  wchar_t *wide = malloc((wf_str_length(text) + 1) * sizeof *wide), *to = wide;
  if (!wide) wf_raise_memory();
  while (wide && p < end) *to++ = (wchar_t)wf_utf8_next(&p);
  if (wide) *to = 0;
  return wide;
}

/* --- Completion --- */

static bool is_word(wchar_t c) {
  return c == L'_' || c == L'.' || (c >= L'0' && c <= L'9') || (c >= L'a' && c <= L'z') ||
         (c >= L'A' && c <= L'Z') || c >= 0x80;
}

static size_t common_length(wf_value a, wf_value b, size_t limit) {
  size_t i = 0;
  while (i < limit && i < wf_str_size(b) && wf_str_data(a)[i] == wf_str_data(b)[i]) i++;
  while (i > 0 && (wf_str_data(a)[i] & 0xc0) == 0x80) i--; /* no part of a character */
  return i;
}

static int terminal_width(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* Shows the last parts of the words below the line, in columns. */
static void show_choices(wf_value words) {
  size_t count = wf_list_length(words), widest = 0;
  for (size_t i = 0; i < count; i++) {
    size_t length = wf_str_length(wf_list_get(words, i));
    if (length > widest) widest = length;
  }
  size_t columns = (size_t)terminal_width() / (widest + 2);
  if (columns == 0) columns = 1;
  size_t rows = (count + columns - 1) / columns;
  fputc('\n', stdout);
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = row; i < count; i += rows) {
      wf_value word = wf_list_get(words, i);
      fputs(wf_str_data(word), stdout);
      for (size_t n = wf_str_length(word); i + rows < count && n < widest + 2; n++)
        fputc(' ', stdout);
    }
    fputc('\n', stdout);
  }
  fflush(stdout);
}

static bool insert_text(EditLine *el, wf_value text, size_t from, size_t to) {
  wf_value part = wf_str_new(wf_str_data(text) + from, to - from);
  wchar_t *wide = part == WF_ERROR ? NULL : wide_copy(part);
  bool ok = wide && lib.el_winsertstr(el, wide) == 0;
  free(wide);
  return ok;
}

/* What the completer says that the word can become, given what stands before it; WF_ERROR. */
static wf_value choices_for(wf_value word, const wchar_t *line, const wchar_t *start) {
  wf_value before = text_of(line, (size_t)(start - line));
  wf_value words = word == WF_ERROR || before == WF_ERROR
                       ? WF_ERROR
                       : wf_call2(editor.values->completer, word, before);
  return words == WF_ERROR ? WF_ERROR : wf_list_from_iterable(words);
}

static bool are_text(wf_value words) {
  for (size_t i = 0; i < wf_list_length(words); i++)
    if (!wf_is_str(wf_list_get(words, i))) return false;
  return true;
}

/* Asks the completer for the words that the one before the cursor can become. Without a word, and
   without an answer, a Tab is four blanks. */
static unsigned char complete(EditLine *el, int character) {
  (void)character;
  const LineInfoW *line = lib.el_wline(el);
  const wchar_t *start = line->cursor;
  while (start > line->buffer && is_word(start[-1])) start--;
  wf_value word = text_of(start, (size_t)(line->cursor - start));
  wf_value words = choices_for(word, line->buffer, start);
  if (words == WF_ERROR || !are_text(words)) {
    wf_error_clear();
    return CC_ERROR;
  }
  size_t count = wf_list_length(words);
  if (count == 0 && start == line->cursor && lib.el_winsertstr(el, L"    ") == 0)
    return CC_REFRESH;
  if (count == 0) return CC_ERROR;
  wf_value first = wf_list_get(words, 0);
  size_t have = wf_str_size(word), shared = wf_str_size(first);
  for (size_t i = 1; i < count; i++) shared = common_length(first, wf_list_get(words, i), shared);
  if (shared > have && common_length(word, first, have) == have)
    return insert_text(el, first, have, shared) ? CC_REFRESH : CC_ERROR;
  if (count == 1) return CC_NORM;
  show_choices(words);
  return CC_REDISPLAY;
}

/* --- The editor --- */

/* Wide characters are written in the locale's encoding: make that UTF-8 if it can be. */
static void choose_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static bool start(void) {
  if (editor.line) return true;
  if (!load_library()) return false;
  choose_locale();
  prepare_redraw();
  HistEventW event;
  if (!editor.values) editor.values = wf_alloc_root(sizeof *editor.values);
  if (!editor.history) editor.history = lib.history_winit();
  if (editor.values && editor.history) editor.line = lib.el_init("weft", stdin, stdout, stderr);
  if (!editor.line) { /* it comes last: it says that all is there */
    wf_raise(&wf_exc_OSError, "the terminal cannot be edited on");
    return false;
  }
  lib.history_w(editor.history, &event, H_SETSIZE, 10000);
  lib.history_w(editor.history, &event, H_SETUNIQUE, 1);
  lib.el_set(editor.line, EL_EDITOR, "emacs");
  lib.el_set(editor.line, EL_SIGNAL, 0);
  lib.el_set(editor.line, EL_PROMPT, prompt_text);
  lib.el_wset(editor.line, EL_HIST, lib.history_w, editor.history);
  lib.el_wset(editor.line, EL_GETCFN, read_character);
  lib.el_wset(editor.line, EL_ADDFN, L"complete-word", L"Completes the word before the cursor",
          complete);
  lib.el_set(editor.line, EL_BIND, "^I", "complete-word", NULL);
  lib.el_set(editor.line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  lib.el_source(editor.line, NULL); /* the user's ~/.editrc */
  return true;
}

static _Atomic(bool) in_use;

static wf_value leave(wf_value v) {
  atomic_store(&in_use, false);
  return v;
}

/* False with an exception; else `leave` is to follow. */
static bool enter(void) {
  if (atomic_exchange(&in_use, true))
    return wf_raise(&wf_exc_RuntimeError, "the terminal is being edited on already"), false;
  if (start()) return true;
  leave(WF_ERROR);
  return false;
}

WF_NATIVE(edit_read) {
  if (!wf_arg_str(args[0], "read() argument 1") || !enter()) return WF_ERROR;
  snprintf(editor.prompt, sizeof editor.prompt, "%s", wf_str_data(args[0]));
  editor.values->completer = args[1];
  editor.interrupted = false;
  int count = 0;
  /* before the prompt shows: a Ctrl-D that is typed at it must not meet the cooked mode */
  lib.el_set(editor.line, EL_PREP_TERM, 1);
  was_asked_for_redraw(); /* while the program ran: there is no line yet */
  const wchar_t *line = lib.el_wgets(editor.line, &count);
  if (editor.interrupted) {
    lib.el_reset(editor.line);
    fputc('\n', stdout);
    fflush(stdout);
    return leave(WF_ERROR);
  }
  return leave(line && count > 0 ? text_of(line, (size_t)count) : WF_NONE);
}

WF_NATIVE(edit_remember) {
  if (!wf_arg_str(args[0], "remember() argument 1")) return WF_ERROR;
  wchar_t *wide = wide_copy(args[0]);
  if (!wide) return WF_ERROR;
  bool entered = enter();
  HistEventW event;
  if (entered) lib.history_w(editor.history, &event, H_ENTER, wide);
  free(wide);
  return entered ? leave(WF_NONE) : WF_ERROR;
}

/* Does something with the history and a file; OSError when that fails. */
static wf_value with_file(wf_value path, int operation) {
  const char *name = wf_str_to_fs(path);
  HistEventW event;
  if (!name || !enter()) return WF_ERROR;
  errno = 0;
  if (lib.history_w(editor.history, &event, operation, name) >= 0) return leave(WF_NONE);
  return leave(errno ? wf_raise_errno(errno, path)
                     : wf_raise(&wf_exc_OSError, "'%U' holds no history", path));
}

WF_NATIVE(edit_load) {
  if (!wf_arg_str(args[0], "load() argument 1")) return WF_ERROR;
  return with_file(args[0], H_LOAD);
}

WF_NATIVE(edit_save) {
  if (!wf_arg_str(args[0], "save() argument 1")) return WF_ERROR;
  return with_file(args[0], H_SAVE);
}

static const wf_native_def functions[] = {
    {"read", edit_read, "(prompt, completer, /)",
     "Read a line with its newline; None at the end of input. Tab calls "
     "completer(word, before) for a list of the words that it can become; before: the line up to "
     "it.",
     0},
    {"remember", edit_remember, "(line, /)", "Add a line to the history.", 0},
    {"load", edit_load, "(path, /)", "Read the history from a file.", 0},
    {"save", edit_save, "(path, /)", "Write the history to a file.", 0},
    {0},
};

const wf_module_def wf_edit_module = {
    .name = "_edit",
    .doc = "Lines read from the terminal with editing, history and completion.",
    .functions = functions,
};
