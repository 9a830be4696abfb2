/* Native functions: the objects, and how arguments find a signature's parameters. */
#include <config.h>

#include "runtime/native.h"

#include <math.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"
#include "runtime/unicode.h"

static wf_native *to_native(wf_value v) { return (wf_native *)wf_to_object(v); }

/* --- Reading signatures --- */

/* The end of one parameter: a comma or the closing parenthesis outside brackets and quotes. */
static const char *parameter_end(const char *p) {
  int depth = 0;
  for (char quote = 0; *p; p++) {
    if (quote) {
      if (*p == '\\' && p[1]) p++;
      else if (*p == quote) quote = 0;
    } else if (*p == '\'' || *p == '"') {
      quote = *p;
    } else if (*p == '(' || *p == '[' || *p == '{') {
      depth++;
    } else if (depth == 0 && (*p == ',' || *p == ')')) {
      return p;
    } else if (*p == ')' || *p == ']' || *p == '}') {
      depth--;
    }
  }
  return p;
}

static wf_signature *read_signature(const char *text) {
  wf_signature s = {0};
  wf_value positional = wf_list_new(4), keyword = wf_list_new(4);
  bool keywords_only = false, required_ended = false;
  const char *p = text + (*text == '(');
  while (*p && *p != ')') {
    while (*p == ' ' || *p == ',') p++;
    if (*p == ')' || !*p) break;
    const char *end = parameter_end(p), *name_end = p;
    if (*p == '/') {
      s.positional_only = s.positional;
    } else if (p[0] == '*' && p[1] == '*') {
      s.varkw = true;
    } else if (*p == '*') {
      keywords_only = true;
      if (end - p > 1) s.varargs = true;
    } else {
      if (*p == '$') p++;
      name_end = p;
      while (name_end < end && *name_end != '=' && *name_end != ' ') name_end++;
      wf_value name = wf_str_intern(wf_str_new(p, (size_t)(name_end - p)));
      bool has_default = memchr(name_end, '=', (size_t)(end - name_end)) != NULL;
      if (keywords_only) {
        if (!has_default) {
          s.keyword_required++;
          s.keyword_required_mask |= UINT64_C(1) << s.keyword_only;
        }
        s.keyword_only++;
        wf_list_append(keyword, name);
      } else {
        if (!has_default && !required_ended) s.required++;
        else required_ended = true;
        s.positional++;
        wf_list_append(positional, name);
      }
    }
    p = end;
  }
  s.count = (uint16_t)(s.positional + s.varargs + s.keyword_only + s.varkw);
  wf_list_extend(positional, keyword);
  s.names = wf_list_to_tuple(positional);
  wf_signature *result = wf_alloc(sizeof *result);
  *result = s;
  return result;
}

/* What is known of the parameters so far. */
typedef struct checking {
  struct {
    const char *text;
    size_t length;
  } names[64];
  size_t count;
  bool slash, star, bare, ended; /* '/'; '*' or *args; '*' with nothing after it yet; **kwargs */
  bool has_default;              /* one before '*' has */
} checking;

static bool add_name(checking *c, const char *text, size_t length) {
  for (size_t i = 0; i < c->count; i++)
    if (c->names[i].length == length && memcmp(c->names[i].text, text, length) == 0) return false;
  if (c->count == WF_COUNT(c->names) || !wf_unicode_is_identifier(text, length)) return false;
  c->names[c->count].text = text;
  c->names[c->count++].length = length;
  return true;
}

static bool check_slash(checking *c) {
  bool fits = c->count && !c->slash && !c->star;
  c->slash = true;
  return fits;
}

static bool check_star(checking *c, bool bare) {
  bool fits = !c->star;
  c->star = true;
  c->bare = bare;
  return fits;
}

static bool check_parameter(checking *c, const char *p, const char *end) {
  while (end > p && end[-1] == ' ') end--;
  if (c->ended || p == end) return false;
  if (*p == '/' && end - p == 1) return check_slash(c);
  if (*p == '*' && end - p == 1) return check_star(c, true);
  size_t stars = *p != '*' ? 0 : p[1] == '*' ? 2 : 1;
  if (stars == 1 && !check_star(c, false)) return false;
  if (stars == 2 && c->bare) return false;
  const char *name = p + stars, *equals = memchr(name, '=', (size_t)(end - name));
  const char *name_end = equals ? equals : end;
  while (name_end > name && name_end[-1] == ' ') name_end--;
  if (equals && (stars || equals + 1 == end)) return false;
  if (!stars && !c->star && c->has_default && !equals) return false;
  c->ended = stars == 2;
  c->has_default |= equals && !c->star;
  if (stars != 1) c->bare = false;
  return add_name(c, name, (size_t)(name_end - name));
}

bool wf_signature_is_sound(const char *text) {
  checking c = {0};
  const char *p = text;
  size_t characters;
  if (*p++ != '(' || !wf_utf8_is_valid(text, strlen(text), &characters)) return false;
  for (;;) {
    while (*p == ' ') p++;
    if (*p == ')') return p[1] == 0 && !c.bare;
    const char *end = parameter_end(p);
    if (!*end || !check_parameter(&c, p, end)) return false;
    p = end + (*end == ',');
  }
}

const wf_signature *wf_signature_parse(const char *text, _Atomic(const wf_signature *) *cache) {
  const wf_signature *s = atomic_load_explicit(cache, memory_order_acquire);
  if (WF_LIKELY(s != NULL)) return s;
  s = read_signature(text);
  atomic_store_explicit(cache, s, memory_order_release);
  return s;
}

const wf_signature *wf_native_signature(wf_native *native) {
  const wf_signature *s = atomic_load_explicit(&native->signature, memory_order_acquire);
  if (s || native->def->signature == WF_RAW) return s;
  if (!(native->def->flags & WF_FN_PARSED))
    return wf_signature_parse(native->def->signature, &native->signature);
  wf_signature *parsed = read_signature(native->def->signature);
  if (parsed) parsed->parsed = true;
  atomic_store_explicit(&native->signature, parsed, memory_order_release);
  return parsed;
}

/* --- Binding --- */

/* The name for messages that give it without its type. */
static const char *plain_name(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot ? dot + 1 : name;
}

/* Functions whose arguments CPython reads in another way than most, with other words in its
   messages: those marked so, and str.find and its like, whose last parameter is `end`. */
static bool is_parsed(const wf_signature *s) {
  if (s->parsed) return true;
  return s->positional > 2 && s->positional_only == s->positional &&
         wf_str_equal_c(wf_tuple_get(s->names, s->positional - 1), "end");
}

static bool raise_count(const wf_signature *s, const char *name, size_t skip, size_t given) {
  size_t least = s->required - (s->required < skip ? s->required : skip),
         most = s->positional - skip;
  given -= skip;
  size_t limit = given < least ? least : most, unnamed = s->positional_only;
  if (given < least && unnamed > skip && unnamed < s->required) limit = unnamed - skip;
  const char *how = least == most ? "exactly" : given < least ? "at least" : "at most";
  if (most == 0 && !s->keyword_only)
    wf_raise(&wf_exc_TypeError, "%s() takes no arguments (%zu given)", name, given);
  else if (s->parsed || (least != most && is_parsed(s)))
    wf_raise(&wf_exc_TypeError, "%s() takes %s %zu argument%s (%zu given)", plain_name(name), how,
             limit, limit == 1 ? "" : "s", given);
  else if (least == most && s->positional_only == s->positional && most == 1 && !s->keyword_only)
    wf_raise(&wf_exc_TypeError, "%s() takes exactly one argument (%zu given)", name, given);
  else if (s->positional_only == s->positional && !s->keyword_only)
    wf_raise(&wf_exc_TypeError, "%s expected %s%zu argument%s, got %zu", plain_name(name),
             least == most   ? ""
             : given < least ? "at least "
                             : "at most ",
             limit, limit == 1 ? "" : "s", given);
  else if (most == 0)
    wf_raise(&wf_exc_TypeError, "%s() takes no positional arguments", plain_name(name));
  else
    wf_raise(&wf_exc_TypeError, "%s() takes %s %zu positional argument%s (%zu given)",
             plain_name(name), how, limit, limit == 1 ? "" : "s", given);
  return false;
}

/* More arguments than parameters, of which some take keywords. */
static bool raise_too_many(const wf_signature *s, const char *name, size_t skip, size_t npos,
                           size_t keywords) {
  size_t most = (size_t)s->positional + s->keyword_only - skip;
  wf_raise(&wf_exc_TypeError, "%s() takes at most %zu %sargument%s (%zu given)", plain_name(name),
           most, npos == skip ? "keyword " : "", most == 1 ? "" : "s", npos - skip + keywords);
  return false;
}

static bool raise_missing(const wf_signature *s, const char *name, size_t skip, size_t index) {
  if (index < s->positional_only || index < skip) return raise_count(s, name, skip, index);
  wf_raise(&wf_exc_TypeError, "%s() missing required argument '%U' (pos %zu)", plain_name(name),
           wf_tuple_get(s->names, index), index + 1 - skip);
  return false;
}

static int64_t find_keyword(const wf_signature *s, wf_value name) {
  size_t count = (size_t)s->positional + s->keyword_only;
  for (size_t i = s->positional_only; i < count; i++)
    if (wf_tuple_get(s->names, i) == name) return (int64_t)i;
  for (size_t i = s->positional_only; i < count; i++)
    if (wf_str_equal(wf_tuple_get(s->names, i), name)) return (int64_t)i;
  return -1;
}

static bool raise_keyword(const wf_signature *s, const char *name, wf_value keyword) {
  bool none = s->positional_only == s->positional && !s->keyword_only;
  if (none)
    wf_raise(&wf_exc_TypeError, "%s() takes no keyword arguments",
             is_parsed(s) || s->varargs ? plain_name(name) : name);
  else
    wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for %s()", keyword,
             plain_name(name));
  return false;
}

bool wf_no_keywords(const char *name, wf_value kwnames) {
  if (kwnames == WF_EMPTY || wf_tuple_length(kwnames) == 0) return true;
  wf_raise(&wf_exc_TypeError, "%s() takes no keyword arguments", name);
  return false;
}

/* Where parameter `index` (positional, then keyword-only) lies in the arranged values. */
static size_t place_of(const wf_signature *s, size_t index) {
  return index < s->positional ? index : index + s->varargs;
}

bool wf_signature_bind(const wf_signature *s, const char *name, size_t skip, const wf_value *args,
                       size_t npos, wf_value kwnames, wf_value *out) {
  if (!s) {
    wf_raise_memory();
    return false;
  }
  size_t direct = npos < s->positional ? npos : s->positional;
  size_t keywords = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames);
  bool by_name = s->positional_only < s->positional || s->keyword_only;
  if (keywords && !by_name && !s->varkw)
    return raise_keyword(s, name, wf_tuple_get(kwnames, 0));
  if (by_name && !s->varargs && !s->varkw &&
      npos + keywords > (size_t)s->positional + s->keyword_only)
    return raise_too_many(s, name, skip, npos, keywords);
  for (size_t i = 0; i < direct; i++) out[i] = args[i];
  for (size_t i = direct; i < s->count; i++) out[i] = WF_EMPTY;
  if (npos > s->positional && !s->varargs) return raise_count(s, name, skip, npos);
  if (s->varargs &&
      (out[s->positional] = wf_tuple_from_array(args + direct, npos - direct)) == WF_ERROR)
    return false;
  wf_value extra = s->varkw ? wf_dict_new() : WF_EMPTY;
  if (s->varkw) out[s->count - 1] = extra;
  wf_value unknown = WF_EMPTY; /* the first keyword that is no parameter's */
  for (size_t k = 0; k < keywords; k++) {
    wf_value keyword = wf_tuple_get(kwnames, k);
    int64_t index = find_keyword(s, keyword);
    if (index < 0 && extra == WF_EMPTY) {
      if (unknown == WF_EMPTY) unknown = keyword;
      continue;
    }
    if (index < 0) {
      if (!wf_dict_set(extra, keyword, args[npos + k])) return false;
      continue;
    }
    wf_value *target = &out[place_of(s, (size_t)index)];
    if (*target != WF_EMPTY) {
      wf_raise(&wf_exc_TypeError, "argument for %s() given by name ('%U') and position (%zu)",
               plain_name(name), keyword, (size_t)index + 1 - skip);
      return false;
    }
    *target = args[npos + k];
  }
  for (size_t i = direct; i < s->required; i++)
    if (out[i] == WF_EMPTY) return raise_missing(s, name, skip, i);
  if (unknown != WF_EMPTY) return raise_keyword(s, name, unknown);
  for (size_t i = 0; s->keyword_required && i < s->keyword_only; i++)
    if ((s->keyword_required_mask >> i & 1) && out[place_of(s, s->positional + i)] == WF_EMPTY) {
      wf_raise(&wf_exc_TypeError, "%s() missing required keyword-only argument: '%U'", name,
               wf_tuple_get(s->names, s->positional + i));
      return false;
    }
  return true;
}

/* --- Functions that are scripts elsewhere --- */

/* 'a', 'b', and 'c': the parameters from `first` on that out has no value for. */
static wf_value names_of_missing(const wf_signature *s, const wf_value *out, size_t *count) {
  wf_builder b;
  wf_builder_init(&b);
  size_t left = 0;
  for (size_t i = 0; i < s->required; i++) left += out[i] == WF_EMPTY;
  *count = left;
  for (size_t i = 0; i < s->required; i++) {
    if (out[i] != WF_EMPTY) continue;
    wf_builder_format(&b, "'%U'%s", wf_tuple_get(s->names, i),
                      --left > 1                 ? ", "
                      : left == 1 && *count == 2 ? " and "
                      : left == 1                ? ", and "
                                                 : "");
  }
  return wf_builder_finish(&b);
}

/* takes from 1 to 2 positional arguments but 3 were given */
static void raise_number(const char *name, size_t least, size_t most, size_t given) {
  const char *verb = given == 1 ? "was" : "were";
  if (least == most)
    wf_raise(&wf_exc_TypeError, "%s() takes %zu positional argument%s but %zu %s given", name, most,
             most == 1 ? "" : "s", given, verb);
  else
    wf_raise(&wf_exc_TypeError, "%s() takes from %zu to %zu positional arguments but %zu %s given",
             name, least, most, given, verb);
}

/* What is wrong with a call whose arguments did not fit. self: how many were given that are not
   among them; out: what was arranged so far. */
static void raise_as_script(const wf_signature *s, const char *name, size_t self, size_t npos,
                            wf_value kwnames, const wf_value *out) {
  size_t keywords = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames), missing;
  for (size_t k = 0; k < keywords; k++) {
    wf_value keyword = wf_tuple_get(kwnames, k);
    int64_t index = find_keyword(s, keyword);
    if (index >= 0 && (size_t)index >= npos) continue;
    wf_raise(&wf_exc_TypeError,
             index < 0 ? "%s() got an unexpected keyword argument '%U'"
                       : "%s() got multiple values for argument '%U'",
             name, keyword);
    return;
  }
  if (npos > s->positional) {
    raise_number(name, s->required + self, s->positional + self, npos + self);
    return;
  }
  wf_value names = names_of_missing(s, out, &missing);
  wf_raise(&wf_exc_TypeError, "%s() missing %zu required positional argument%s: %U", name, missing,
           missing == 1 ? "" : "s", names);
}

bool wf_signature_bind_as_script(const wf_signature *s, const char *name, const wf_value *args,
                                 size_t npos, wf_value kwnames, wf_value *out) {
  if (wf_signature_bind(s, name, 0, args, npos, kwnames, out)) return true;
  if (!s) return false;
  wf_error_clear();
  raise_as_script(s, name, 1, npos, kwnames, out);
  return false;
}

/* --- Calling --- */

static bool is_static(const wf_native *n) {
  return (n->def->flags & WF_FN_KIND) == WF_FN_STATIC;
}

#define STACK_VALUES 12

/* The name of a method: after the type of the object that it is bound to, else after its own. */
static wf_value qualified_name(const wf_native *n, wf_value self) {
  wf_type *type = self == WF_EMPTY   ? n->owner
                  : wf_is_type(self) ? wf_to_type(self)
                                     : wf_type_of(self);
  return wf_str_format("%U.%s", wf_slot_acquire(&type->qualname), n->def->name);
}

/* The name in the longer messages; None: the plain one. */
static wf_value long_name(const wf_native *n, wf_value first) {
  if (n->owner) {
    bool by_class = (n->def->flags & WF_FN_KIND) == WF_FN_CLASS && wf_is_type(first);
    return qualified_name(n, n->self != WF_EMPTY ? n->self : by_class ? first : WF_EMPTY);
  }
  if (!wf_is_str(n->module) || wf_str_equal_c(n->module, "builtins")) return WF_NONE;
  return wf_str_format("%U.%s", n->module, n->def->name);
}

/* Functions with room for arguments are not inlined: what lies unused in it could keep objects
   alive during calls that need none. */
static WF_NOINLINE wf_value bind_and_call(wf_native *n, const wf_signature *s, size_t skip,
                                          const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value small[STACK_VALUES], *out = small;
  if (s->count > STACK_VALUES && !(out = wf_alloc_array(s->count, sizeof *out))) return WF_ERROR;
  if (wf_signature_bind(s, n->def->name, skip, args, npos, kwnames, out))
    return n->function(out, s->count, WF_EMPTY);
  if (n->def->flags & WF_FN_SCRIPT) {
    wf_error_clear();
    wf_value name = n->owner ? qualified_name(n, WF_EMPTY) : wf_str_from_c(n->def->name);
    raise_as_script(s, wf_str_data(name), 0, npos, kwnames, out);
    return WF_ERROR;
  }
  /* once more, for a message that names the type or the module too */
  wf_value name = long_name(n, npos ? args[0] : WF_NONE);
  if (name == WF_NONE) return WF_ERROR;
  wf_error_clear();
  wf_signature_bind(s, wf_str_data(name), skip, args, npos, kwnames, out);
  return WF_ERROR;
}

/* Positional arguments only, of which the last are missing. */
static WF_NOINLINE wf_value fill_and_call(wf_native *n, const wf_signature *s, const wf_value *args,
                                          size_t npos) {
  wf_value out[STACK_VALUES];
  for (size_t i = 0; i < npos; i++) out[i] = args[i];
  for (size_t i = npos; i < s->count; i++) out[i] = WF_EMPTY;
  return n->function(out, s->count, WF_EMPTY);
}

static wf_value call_with_signature(wf_native *n, size_t skip, const wf_value *args, size_t npos,
                                    wf_value kwnames) {
  const wf_signature *s = wf_native_signature(n);
  if (!s) return n->function(args, npos, kwnames);
  if (WF_LIKELY(kwnames == WF_EMPTY && npos == s->positional && s->count == npos))
    return n->function(args, npos, WF_EMPTY);
  if (kwnames == WF_EMPTY && npos >= s->required && npos <= s->positional && !s->varargs &&
      !s->varkw && !s->keyword_required && s->count <= STACK_VALUES)
    return fill_and_call(n, s, args, npos);
  return bind_and_call(n, s, skip, args, npos, kwnames);
}

/* Where the arguments end is noted for wf_park; it is told of the innermost such call alone. */
static WF_NOINLINE wf_value call_that_waits(wf_native *n, size_t skip, const wf_value *args,
                                            size_t npos, wf_value kwnames) {
  wf_thread *t = wf_self;
  const wf_value *outer = t->dead_from;
  const struct wf_frame *outer_frame = t->dead_in;
  t->dead_from = args + npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  t->dead_in = t->frame;
  wf_value v = call_with_signature(n, skip, args, npos, kwnames);
  t->dead_from = outer;
  t->dead_in = outer_frame;
  return v;
}

static wf_value call_bound(wf_native *n, size_t skip, const wf_value *args, size_t npos,
                           wf_value kwnames) {
  if (WF_UNLIKELY(n->def->flags & WF_FN_WAITS))
    return call_that_waits(n, skip, args, npos, kwnames);
  return call_with_signature(n, skip, args, npos, kwnames);
}

static bool check_self(const wf_native *n, const wf_value *args, size_t npos) {
  if (npos == 0) {
    wf_raise(&wf_exc_TypeError, "unbound method %s.%s() needs an argument",
             wf_type_short_name(n->owner), n->def->name);
    return false;
  }
  if (WF_LIKELY(wf_type_of(args[0]) == n->owner) || wf_is_a(args[0], n->owner)) return true;
  wf_raise(&wf_exc_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object",
           n->def->name, wf_type_name(n->owner), args[0]);
  return false;
}

/* self or the class goes before the arguments. */
static WF_NOINLINE wf_value call_with_self(wf_native *n, wf_value self, const wf_value *args,
                                           size_t npos, wf_value kwnames) {
  size_t total = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value small[STACK_VALUES], *all = small;
  if (total >= STACK_VALUES && !(all = wf_alloc_array(total + 1, sizeof *all))) return WF_ERROR;
  all[0] = self;
  if (total) memcpy(all + 1, args, total * sizeof *all);
  return call_bound(n, 1, all, npos + 1, kwnames);
}

wf_value wf_native_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_native *n = to_native(callee);
  if (n->owner && n->self != WF_EMPTY) {
    if (n->def == &wf_builtin_new_def) return wf_builtin_new_call(n->owner, args, npos, kwnames);
    return call_with_self(n, n->self, args, npos, kwnames);
  }
  if (n->owner && (n->def->flags & WF_FN_KIND) == WF_FN_METHOD)
    return check_self(n, args, npos) ? call_bound(n, 1, args, npos, kwnames) : WF_ERROR;
  return call_bound(n, 0, args, npos, kwnames);
}

/* --- Making them --- */

static wf_native *make(wf_type *type, const wf_native_def *def) {
  wf_native *n = wf_object_new(type);
  n->def = def;
  n->function = def->function;
  n->module = WF_NONE;
  return n;
}

wf_value wf_native_new(const wf_native_def *def, wf_value self, wf_value module_name) {
  wf_native *n = make(&wf_native_type, def);
  n->self = self;
  n->module = module_name;
  return wf_from_object(n);
}

wf_value wf_native_bound_new(const wf_native_def *def, wf_type *owner, wf_value self) {
  wf_native *n = make(&wf_native_type, def);
  n->owner = owner;
  n->self = self;
  return wf_from_object(n);
}

wf_value wf_native_descr_new(const wf_native_def *def, wf_type *owner) {
  int kind = def->flags & WF_FN_KIND;
  if (kind == WF_FN_STATIC)
    return wf_staticmethod_new(wf_native_bound_new(def, owner, WF_EMPTY));
  wf_native *n =
      make(kind == WF_FN_CLASS ? &wf_classmethod_descr_type : &wf_method_descr_type, def);
  n->owner = owner;
  return wf_from_object(n);
}

/* The signature is read for the descriptor, which stays: bound ones are made for a call or two. */
static wf_value bound_to(wf_native *descr, wf_value self) {
  const wf_signature *signature = wf_native_signature(descr);
  wf_value bound = wf_native_bound_new(descr->def, descr->owner, self);
  atomic_store_explicit(&to_native(bound)->signature, signature, memory_order_release);
  return bound;
}

static wf_value method_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  if (object == WF_EMPTY) return self;
  wf_native *n = to_native(self);
  return check_self(n, &object, 1) ? bound_to(n, object) : WF_ERROR;
}

static wf_value class_get(wf_value self, wf_value object, wf_value type) {
  wf_native *n = to_native(self);
  if (type == WF_EMPTY && object != WF_EMPTY) type = wf_from_type(wf_type_of(object));
  if (type == WF_EMPTY || !wf_is_type(type))
    return wf_raise(&wf_exc_TypeError,
                    "descriptor '%s' for type '%s' needs either an object or a type", n->def->name,
                    wf_type_name(n->owner));
  if (!wf_type_is_subtype(wf_to_type(type), n->owner))
    return wf_raise(&wf_exc_TypeError,
                    "descriptor '%s' requires a subtype of '%s' but received '%s'", n->def->name,
                    wf_type_name(n->owner), wf_type_name(wf_to_type(type)));
  return bound_to(n, type);
}
static wf_value class_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  const wf_native *n = to_native(callee);
  if (npos == 0)
    return wf_raise(&wf_exc_TypeError, "descriptor '%s' of '%s' object needs an argument",
                    n->def->name, wf_type_name(n->owner));
  wf_value bound = class_get(callee, WF_EMPTY, args[0]);
  return bound == WF_ERROR ? WF_ERROR : wf_native_call(bound, args + 1, npos - 1, kwnames);
}

/* --- Attributes --- */

static wf_value get_name(wf_value v) { return wf_str_intern_c(to_native(v)->def->name); }
static wf_value get_qualname(wf_value v) {
  const wf_native *n = to_native(v);
  if (is_static(n) && n->owner) /* asked for while the type is being made */
    return wf_str_format("%s.%s", wf_type_short_name(n->owner), n->def->name);
  return n->owner ? qualified_name(n, n->self) : get_name(v);
}
static wf_value get_doc(wf_value v) {
  const char *doc = to_native(v)->def->doc;
  return doc ? wf_str_from_c(doc) : WF_NONE;
}
/* The first line of the doc of a WF_RAW function, when it is "name(...)" and nothing else. */
static wf_value signature_in_doc(const wf_native *n) {
  const char *doc = n->def->doc;
  size_t skip = strlen(n->def->name);
  const char *end = doc ? strchr(doc, '\n') : NULL;
  if (!end || strncmp(doc, n->def->name, skip) != 0 || doc[skip] != '(' || end[-1] != ')' ||
      memchr(doc, '[', (size_t)(end - doc)))
    return WF_NONE;
  const char *text = doc + skip;
  wf_value own = wf_str_new(text, (size_t)(end - text));
  if (!n->owner || own == WF_ERROR) return own;
  if (!strncmp(text, "(self", 5)) return wf_str_format("($%s", wf_str_data(own) + 1);
  return wf_str_format("($self, /, %s", wf_str_data(own) + 1);
}
static wf_value get_signature(wf_value v) {
  const wf_native *n = to_native(v);
  const char *text = n->def->signature;
  if (wf_is_builtin_new(v)) return wf_str_from_c("($type, *args, **kwargs)");
  if (text == WF_RAW) return signature_in_doc(n);
  if (strstr(text, "<unrepresentable>")) return WF_NONE;
  if (!n->owner || (n->def->flags & WF_FN_SCRIPT) || is_static(n)) return wf_str_from_c(text);
  return wf_str_format("($%s", text + 1);
}
static wf_value get_module(wf_value v) { return to_native(v)->module; }
static wf_value get_self(wf_value v) {
  wf_value self = to_native(v)->self;
  return self == WF_EMPTY ? WF_NONE : self;
}
static wf_value get_owner(wf_value v) { return wf_from_type(to_native(v)->owner); }

static wf_value native_repr(wf_value v) {
  const wf_native *n = to_native(v);
  wf_value self = n->owner && n->self == WF_EMPTY ? wf_from_type(n->owner) : n->self;
  if (n->owner)
    return wf_str_format("<built-in method %s of %T object at %p>", n->def->name, self,
                         (void *)(uintptr_t)self);
  return wf_str_format("<built-in function %s>", n->def->name);
}
static wf_value descr_repr(wf_value v) {
  return wf_str_format("<method '%s' of '%s' objects>", to_native(v)->def->name,
                       wf_type_name(to_native(v)->owner));
}
static wf_value native_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_has_root_shape(b, &wf_native_type))
    return WF_NOT_IMPLEMENTED;
  bool same = a == b || (to_native(a)->def == to_native(b)->def && to_native(a)->owner &&
                         to_native(a)->self == to_native(b)->self);
  return wf_bool(same == (op == WF_EQ));
}
static int64_t native_hash(wf_value v) {
  const wf_native *n = to_native(v);
  uintptr_t h = n->owner ? ((uintptr_t)n->self >> 4) * 31 + ((uintptr_t)n->def >> 3)
                         : (uintptr_t)v >> 4;
  return (int64_t)(h & INT64_MAX);
}
WF_NATIVE(native_reduce) {
  const wf_native *n = to_native(args[0]);
  if (n->self == WF_EMPTY || !n->owner) return get_name(args[0]);
  wf_value get = wf_dict_get_c(wf_builtins_namespace(), "getattr");
  return wf_tuple_of(2, get, wf_tuple_of(2, n->self, get_name(args[0])));
}
static const wf_native_def native_methods[] = {{"__reduce__", native_reduce, "(self, /)", NULL, 0},
                                               {0}};

#define COMMON                                                                    \
  {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL}, \
      {"__doc__", get_doc, NULL, NULL}, {                                         \
    "__text_signature__", get_signature, NULL, NULL                               \
  }
static const wf_getset_def native_getsets[] = {
    COMMON, {"__module__", get_module, NULL, NULL}, {"__self__", get_self, NULL, NULL}, {0}};
static const wf_getset_def descr_getsets[] = {COMMON, {"__objclass__", get_owner, NULL, NULL}, {0}};

wf_type wf_native_type = {.name = "builtin_function_or_method",
                          .instance_size = sizeof(wf_native),
                          .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
                          .slots = {.repr = native_repr,
                                    .call = wf_native_call,
                                    .compare = native_compare,
                                    .hash = native_hash},
                          .methods = native_methods,
                          .getsets = native_getsets};
wf_type wf_method_descr_type = {
    .name = "method_descriptor",
    .instance_size = sizeof(wf_native),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_METHOD,
    .slots = {.repr = descr_repr, .call = wf_native_call, .descr_get = method_get},
    .getsets = descr_getsets};
wf_type wf_classmethod_descr_type = {
    .name = "classmethod_descriptor",
    .instance_size = sizeof(wf_native),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = descr_repr, .call = class_call, .descr_get = class_get},
    .getsets = descr_getsets};

/* --- Typed arguments --- */

static bool int_of(wf_value v, wf_value *out) {
  *out = wf_is_int(v) ? v : wf_index(v);
  return *out != WF_ERROR;
}
bool wf_arg_int64(wf_value v, int64_t *out) {
  wf_value i;
  if (!int_of(v, &i)) return false;
  if (wf_int_to_int64(i, out)) return true;
  wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C long");
  return false;
}
bool wf_arg_int(wf_value v, int *out) {
  wf_value number;
  int64_t i;
  if (!int_of(v, &number)) return false;
  if (!wf_int_to_int64(number, &i) || i < INT32_MIN || i > INT32_MAX) {
    wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C int");
    return false;
  }
  *out = (int)i;
  return true;
}
bool wf_arg_parsed_int(wf_value v, int *out) {
  int64_t i;
  if (!wf_arg_int64(v, &i)) return false;
  if (i < INT32_MIN || i > INT32_MAX) {
    wf_raise(&wf_exc_OverflowError, i < 0 ? "signed integer is less than minimum"
                                          : "signed integer is greater than maximum");
    return false;
  }
  *out = (int)i;
  return true;
}
bool wf_arg_size(wf_value v, int64_t *out) {
  wf_value i;
  if (!int_of(v, &i)) return false;
  if (wf_int_to_int64(i, out)) return true;
  wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C ssize_t");
  return false;
}

bool wf_arg_timeout(wf_value v, int64_t *out) {
  int64_t whole;
  if (wf_is_float(v)) {
    double seconds = wf_float_get(v);
    if (isnan(seconds))
      return wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)"), false;
    if (seconds > WF_TIMEOUT_MAX || seconds < -WF_TIMEOUT_MAX)
      return wf_raise(&wf_exc_OverflowError, "timestamp out of range for platform time_t"), false;
    *out = (int64_t)(seconds * 1e9);
    return true;
  }
  wf_value i;
  if (!int_of(v, &i)) return false;
  if (!wf_int_to_int64(i, &whole) || whole > (int64_t)WF_TIMEOUT_MAX ||
      whole < -(int64_t)WF_TIMEOUT_MAX)
    return wf_raise(&wf_exc_OverflowError, "timestamp too large to convert to C PyTime_t"), false;
  *out = whole * 1000000000;
  return true;
}

int64_t wf_deadline_after(int64_t nanoseconds) {
  int64_t deadline;
  if (nanoseconds < 0) nanoseconds = 0;
  return __builtin_add_overflow(wf_monotonic(), nanoseconds, &deadline) ? -1 : deadline;
}

bool wf_arg_deadline(wf_value v, int64_t *out) {
  int64_t nanoseconds;
  *out = -1;
  if (v == WF_EMPTY || v == WF_NONE) return true;
  if (!wf_arg_timeout(v, &nanoseconds)) return false;
  *out = wf_deadline_after(nanoseconds);
  return true;
}

bool wf_arg_deadline_above_zero(wf_value v, int64_t *out) {
  int above = v == WF_EMPTY || v == WF_NONE ? 1 : wf_compare_bool(v, wf_small_int(0), WF_GT);
  if (above) return above > 0 && wf_arg_deadline(v, out);
  *out = wf_deadline_after(0);
  return true;
}

bool wf_arg_deadline_added(wf_value v, int64_t *out) {
  bool plain = v == WF_EMPTY || v == WF_NONE || wf_is_float(v) || wf_is_int(v);
  if (!plain && wf_binary(WF_OP_ADD, wf_float_new(0.0), v) == WF_ERROR) return false;
  return wf_arg_deadline_above_zero(v, out);
}

bool wf_arg_uint64(wf_value v, uint64_t *out) {
  wf_value i;
  if (!int_of(v, &i)) return false;
  if (wf_int_to_uint64(i, out)) return true;
  wf_raise(&wf_exc_OverflowError, wf_int_sign(i) < 0
                                      ? "can't convert negative value to unsigned int"
                                      : "Python int too large to convert to C unsigned long");
  return false;
}
bool wf_arg_double(wf_value v, double *out) {
  if (wf_is_float(v)) {
    *out = wf_float_get(v);
    return true;
  }
  if (wf_is_small_int(v)) {
    *out = (double)wf_small_int_get(v);
    return true;
  }
  wf_type *type = wf_type_of(v);
  wf_value f = wf_float_by_method(v);
  if (f == WF_ERROR) return false;
  if (f != WF_EMPTY) {
    *out = wf_float_get(f);
    return true;
  }
  if (type->slots.unary[WF_OP_INDEX]) {
    wf_value i = wf_index(v);
    bool overflow;
    if (i == WF_ERROR) return false;
    *out = wf_int_to_double(i, &overflow);
    if (overflow) wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
    return !overflow;
  }
  wf_raise(&wf_exc_TypeError, "must be real number, not %T", v);
  return false;
}
bool wf_arg_size_or_none(wf_value v, int64_t *out) {
  if (v == WF_EMPTY || v == WF_NONE) return true;
  if (wf_is_int(v) || wf_type_of(v)->slots.unary[WF_OP_INDEX]) return wf_arg_size(v, out);
  wf_raise(&wf_exc_TypeError, "argument should be integer or None, not '%T'", v);
  return false;
}
bool wf_arg_bool(wf_value v, bool *out) {
  int truth = wf_truth(v);
  *out = truth > 0;
  return truth >= 0;
}
wf_str *wf_arg_str(wf_value v, const char *what) {
  if (wf_is_str(v)) return wf_str_plain(v); /* callers read ->data */
  wf_raise(&wf_exc_TypeError, "%s must be str, not %a", what, v);
  return NULL;
}
bool wf_arg_bounds(wf_value start, wf_value end, int64_t length, int64_t *from, int64_t *to) {
  wf_value given[2] = {start, end};
  int64_t bounds[2] = {0, length};
  for (int i = 0; i < 2; i++) {
    if (given[i] == WF_EMPTY || given[i] == WF_NONE) continue;
    if (!wf_is_int(given[i]) && !wf_type_of(given[i])->slots.unary[WF_OP_INDEX]) {
      wf_raise(&wf_exc_TypeError,
               "slice indices must be integers or None or have an __index__ method");
      return false;
    }
    bounds[i] = wf_index_get(given[i], true);
    if (bounds[i] == -1 && wf_error_pending()) return false;
    if (bounds[i] < 0) bounds[i] += length;
    if (bounds[i] < 0) bounds[i] = 0;
  }
  if (bounds[1] > length) bounds[1] = length;
  *from = bounds[0];
  *to = bounds[1];
  return true;
}

bool wf_native_init(void) {
  return wf_type_ready(&wf_native_type) && wf_type_ready(&wf_method_descr_type) &&
         wf_type_ready(&wf_classmethod_descr_type) && wf_type_ready(&wf_wrapper_descr_type) &&
         wf_type_ready(&wf_method_wrapper_type);
}
