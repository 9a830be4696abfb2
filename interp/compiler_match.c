/* match statements.

   The subject stays in a temporary. Captured values stay in temporaries, too, until the whole
   pattern has matched; only then are the names assigned, before the guard is tried. When there are
   many of them, they wait in a dict instead. */
#include <config.h>

#include "interp/compiler.h"
#include "runtime/sequence.h"

enum { MOST_CAPTURES = 24 /* in registers */ };

typedef struct capture {
  const wf_name *name;
  uint32_t reg; /* unless there is a dict */
} capture;

typedef struct matching {
  capture *captures; /* arena */
  size_t count, capacity;
  bool in_dict;     /* captured values are in a dict, by name */
  uint32_t dict;    /* its register */
  bool irrefutable; /* a pattern that always matches may stand here */
} matching;

static void match(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail, matching *m);

static bool is_wildcard(const wf_ast_pattern *p) {
  return p->kind == WF_AST_MATCH_AS && !p->as.name && !p->as.pattern;
}

static bool is_star_wildcard(const wf_ast_pattern *p) {
  return p->kind == WF_AST_MATCH_STAR && !p->star.name;
}

static void append_capture(wf_compiler *c, matching *m, const wf_name *name, uint32_t reg) {
  if (m->count == m->capacity) {
    size_t capacity = m->capacity ? m->capacity * 2 : 8;
    capture *bigger = wf_compile_alloc(c, capacity * sizeof *bigger);
    if (m->count) memcpy(bigger, m->captures, m->count * sizeof *bigger);
    m->captures = bigger;
    m->capacity = capacity;
  }
  m->captures[m->count++] = (capture){name, reg};
}

static void add_capture(wf_compiler *c, matching *m, const wf_ast_name *ast_name, uint32_t reg) {
  const wf_name *name = wf_compile_name(c, ast_name);
  if (wf_target_forbidden(c, name, WF_AST_STORE, c->unit->place)) return;
  for (size_t i = 0; i < m->count; i++) {
    if (m->captures[i].name != name) continue;
    wf_compile_error(c, c->unit->place, "multiple assignments to name '%s' in pattern", name->text);
    return;
  }
  append_capture(c, m, name, reg);
  if (!m->in_dict) return;
  uint32_t top = c->unit->top, key = wf_emit_temp(c, 1);
  wf_emit_load(c, key, name->value);
  wf_emit(c, WF_CODE_DICT_PUT, m->dict, key, reg);
  c->unit->top = top;
}

/* Assigns what was captured. */
static void store_captures(wf_compiler *c, const matching *m) {
  uint32_t top = c->unit->top, t = m->in_dict ? wf_emit_temp(c, 1) : 0;
  for (size_t i = 0; i < m->count && !c->failed; i++) {
    if (m->in_dict) {
      wf_emit_load(c, t, m->captures[i].name->value);
      wf_emit(c, WF_CODE_GET_ITEM, t, m->dict, t);
    }
    wf_target_store(c, m->captures[i].name, m->in_dict ? t : m->captures[i].reg);
  }
  c->unit->top = top;
}

/* Frees the temporaries from `from` on, but for captured values. */
static void release(wf_compiler *c, const matching *m, uint32_t from) {
  for (size_t i = 0; i < m->count && !m->in_dict; i++)
    if (m->captures[i].reg >= from) from = m->captures[i].reg + 1;
  c->unit->top = from;
}

static size_t count_captures(const wf_ast_pattern *p);

static size_t count_all(wf_ast_patterns parts) {
  size_t n = 0;
  for (size_t i = 0; i < parts.count; i++) n += count_captures(parts.items[i]);
  return n;
}

static size_t count_captures(const wf_ast_pattern *p) {
  switch (p->kind) {
    case WF_AST_MATCH_SEQUENCE: return count_all(p->sequence.patterns);
    case WF_AST_MATCH_MAPPING: return count_all(p->mapping.patterns) + 1;
    case WF_AST_MATCH_CLASS:
      return count_all(p->class_.patterns) + count_all(p->class_.kwd_patterns);
    case WF_AST_MATCH_STAR: return p->star.name != NULL;
    case WF_AST_MATCH_AS:
      return (p->as.name != NULL) + (p->as.pattern ? count_captures(p->as.pattern) : 0);
    case WF_AST_MATCH_OR: return count_all(p->or_.patterns);
    default: return 0;
  }
}

/* A part of a pattern: it may be irrefutable whatever the whole may be. */
static void match_part(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                       matching *m) {
  bool before = m->irrefutable;
  m->irrefutable = true;
  match(c, p, subject, fail, m);
  m->irrefutable = before;
}

static void jump_is(wf_compiler *c, uint32_t reg, wf_value v, bool sense, int32_t label) {
  if (!c->unit->reachable) return;
  int k = wf_emit_constant_operand(c, v);
  if (k >= 0) {
    wf_emit_branch(c, WF_CODE_JUMP_IS_K, reg, (uint32_t)k, sense, label);
    return;
  }
  uint32_t top = c->unit->top, t = wf_emit_temp(c, 1);
  wf_emit_load(c, t, v);
  wf_emit_branch(c, WF_CODE_JUMP_IS, reg, t, sense, label);
  c->unit->top = top;
}

/* Fails unless the length in reg is (at least) n. */
static void check_length(wf_compiler *c, uint32_t reg, size_t n, bool at_least, int32_t fail) {
  if (!c->unit->reachable) return;
  wf_value v = wf_small_int((int64_t)n);
  int k = wf_emit_constant_operand(c, v);
  if (k >= 0) {
    wf_emit_branch(c, at_least ? WF_CODE_JUMP_GE_K : WF_CODE_JUMP_EQ_K, reg, (uint32_t)k, false,
                   fail);
    return;
  }
  uint32_t top = c->unit->top, t = wf_emit_temp(c, 1);
  wf_emit_load(c, t, v);
  wf_emit_branch(c, at_least ? WF_CODE_JUMP_GE : WF_CODE_JUMP_EQ, reg, t, false, fail);
  c->unit->top = top;
}

/* What patterns compare with: constants, which -1 and 1+2j are by now, and dotted names. */
static bool is_literal(const wf_ast_expr *e) {
  return e->kind == WF_AST_CONSTANT || e->kind == WF_AST_ATTRIBUTE || e->kind == WF_AST_UNARY_OP ||
         e->kind == WF_AST_BIN_OP;
}

static void match_value(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  wf_ast_expr *value = p->value.value;
  if (!is_literal(value)) {
    wf_compile_error(c, u->place, "patterns may only match literals and attribute lookups");
    return;
  }
  int k = value->kind == WF_AST_CONSTANT && u->reachable
              ? wf_emit_constant_operand(c, wf_compile_constant(c, value)) : -1;
  if (k >= 0) wf_emit_branch(c, WF_CODE_JUMP_EQ_K, subject, (uint32_t)k, false, fail);
  else wf_emit_branch(c, WF_CODE_JUMP_EQ, subject, wf_expr_any(c, value), false, fail);
  u->top = top;
}

/* --- Sequences --- */

/* The item at `index`, counted from the end when that is negative. */
static void match_item(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int64_t index,
                       int32_t fail, matching *m) {
  if (is_wildcard(p)) return;
  wf_unit *u = c->unit;
  uint32_t item = wf_emit_temp(c, 1), top = u->top;
  wf_ast_place before = wf_emit_at(c, p->place);
  if (index < 0) {
    uint32_t length = wf_emit_temp(c, 1);
    wf_emit(c, WF_CODE_GET_LENGTH, length, subject, 0);
    wf_emit_load(c, item, wf_small_int(-index));
    wf_emit(c, WF_CODE_SUB, item, length, item);
  } else {
    wf_emit_load(c, item, wf_small_int(index));
  }
  wf_emit(c, WF_CODE_GET_ITEM, item, subject, item);
  u->top = top;
  u->place = before;
  match_part(c, p, item, fail, m);
  release(c, m, item);
}

/* Items by index, when only some of them are wanted or they are many. */
static void match_by_index(wf_compiler *c, wf_ast_patterns parts, size_t star, uint32_t subject,
                           int32_t fail, matching *m) {
  for (size_t i = 0; i < parts.count && !c->failed; i++) {
    if (i == star) continue;
    int64_t index = i < star ? (int64_t)i : (int64_t)i - (int64_t)parts.count;
    match_item(c, parts.items[i], subject, index, fail, m);
  }
}

/* Many items, some of which go into a list: all are copied into one first. */
static void match_in_list(wf_compiler *c, wf_ast_patterns parts, size_t star, uint32_t subject,
                          int32_t fail, matching *m) {
  uint32_t list = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_BUILD_LIST, list, list, 0);
  wf_emit(c, WF_CODE_LIST_EXTEND, list, subject, 0);
  match_by_index(c, parts, star, list, fail, m);
  if (c->failed) return;
  size_t after = parts.count - star - 1;
  wf_value stop = after ? wf_small_int(-(int64_t)after) : WF_NONE;
  wf_value slice = wf_slice_new(wf_small_int((int64_t)star), stop, WF_NONE);
  uint32_t rest = wf_emit_temp(c, 1);
  wf_emit_load(c, rest, slice);
  wf_emit(c, WF_CODE_GET_ITEM, rest, list, rest);
  match_part(c, parts.items[star], rest, fail, m);
}

static void match_sequence(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                           matching *m) {
  wf_unit *u = c->unit;
  wf_ast_patterns parts = p->sequence.patterns;
  size_t size = parts.count, star = size;
  bool only_wildcards = true;
  for (size_t i = 0; i < size; i++) {
    wf_ast_pattern *part = parts.items[i];
    if (part->kind == WF_AST_MATCH_STAR) {
      if (star < size) {
        wf_compile_error(c, u->place, "multiple starred names in sequence pattern");
        return;
      }
      star = i;
      only_wildcards &= is_star_wildcard(part);
    } else {
      only_wildcards &= is_wildcard(part);
    }
  }
  uint32_t top = u->top, t = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_MATCH_SEQUENCE, t, subject, 0);
  wf_emit_branch(c, WF_CODE_JUMP_FALSE, t, 0, 0, fail);
  if (star == size || size > 1) {
    wf_emit(c, WF_CODE_GET_LENGTH, t, subject, 0);
    check_length(c, t, star == size ? size : size - 1, star < size, fail);
  }
  u->top = top;
  if (only_wildcards) return;
  if (star < size ? is_star_wildcard(parts.items[star]) : size > WF_PIECE) {
    match_by_index(c, parts, star, subject, fail, m);
    return;
  }
  if (size > WF_PIECE) {
    match_in_list(c, parts, star, subject, fail, m);
    return;
  }
  uint32_t items = wf_emit_temp(c, (uint32_t)size);
  if (star == size) wf_emit(c, WF_CODE_UNPACK, items, subject, (uint32_t)size);
  else
    wf_emit_word(c, WF_CODE_UNPACK_EX, items, subject, (uint32_t)star,
                 (uint32_t)(size - star - 1));
  for (size_t i = 0; i < size && !c->failed; i++)
    match_part(c, parts.items[i], items + (uint32_t)i, fail, m);
}

/* --- Mappings --- */

static bool is_same_key(wf_compiler *c, const wf_ast_expr *a, const wf_ast_expr *b) {
  if (a->kind != WF_AST_CONSTANT || b->kind != WF_AST_CONSTANT) return false;
  wf_value x = wf_compile_constant(c, a), y = wf_compile_constant(c, b);
  return x != WF_ERROR && y != WF_ERROR && wf_equal(x, y) == 1;
}

static bool check_keys(wf_compiler *c, wf_ast_exprs keys) {
  for (size_t i = 0; i < keys.count; i++) {
    if (!is_literal(keys.items[i])) {
      wf_compile_error(c, c->unit->place,
                       "mapping pattern keys may only match literals and attribute lookups");
      return false;
    }
    for (size_t j = 0; j < i; j++) {
      if (!is_same_key(c, keys.items[j], keys.items[i])) continue;
      wf_value key = wf_repr(wf_compile_constant(c, keys.items[i]));
      if (key != WF_ERROR)
        wf_compile_error(c, c->unit->place, "mapping pattern checks duplicate key (%U)", key);
      c->failed = true;
      return false;
    }
  }
  return true;
}

static void keys_to(wf_compiler *c, wf_ast_exprs keys, uint32_t to) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  wf_value tuple = wf_tuple_new(keys.count);
  for (size_t i = 0; i < keys.count && tuple != WF_EMPTY && tuple != WF_ERROR; i++) {
    if (keys.items[i]->kind != WF_AST_CONSTANT) {
      tuple = WF_EMPTY;
      break;
    }
    wf_value key = wf_compile_constant(c, keys.items[i]);
    if (key == WF_ERROR) tuple = WF_ERROR;
    else wf_to_tuple(tuple)->items[i] = key;
  }
  if (tuple != WF_EMPTY) wf_emit_load(c, to, tuple);
  else wf_expr_sequence(c, keys, WF_AST_TUPLE, to);
  u->top = top;
}

/* The parts of patterns whose values are in a tuple in the last temporary. */
static void match_tuple(wf_compiler *c, wf_ast_patterns parts, wf_ast_patterns more,
                        uint32_t values, int32_t fail, matching *m) {
  size_t count = parts.count + more.count;
  bool many = count > WF_PIECE;
  if (!many) {
    if (count > 1) wf_emit_temp(c, (uint32_t)count - 1);
    wf_emit(c, WF_CODE_UNPACK, values, values, (uint32_t)count);
  }
  for (size_t i = 0; i < count && !c->failed; i++) {
    wf_ast_pattern *part = i < parts.count ? parts.items[i] : more.items[i - parts.count];
    if (many) match_item(c, part, values, (int64_t)i, fail, m);
    else if (!is_wildcard(part)) match_part(c, part, values + (uint32_t)i, fail, m);
  }
}

static void match_mapping(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                          matching *m) {
  wf_unit *u = c->unit;
  wf_ast_exprs keys = p->mapping.keys;
  wf_ast_patterns parts = p->mapping.patterns;
  if (!check_keys(c, keys)) return;
  uint32_t top = u->top, t = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_MATCH_MAPPING, t, subject, 0);
  wf_emit_branch(c, WF_CODE_JUMP_FALSE, t, 0, 0, fail);
  if (keys.count) {
    wf_emit(c, WF_CODE_GET_LENGTH, t, subject, 0);
    check_length(c, t, keys.count, true, fail);
  }
  u->top = top;
  if (!keys.count && !p->mapping.rest) return;
  uint32_t names = wf_emit_temp(c, 1);
  keys_to(c, keys, names);
  u->place = p->place;
  if (keys.count) {
    /* the keys are needed again only for the rest */
    uint32_t values = p->mapping.rest ? wf_emit_temp(c, 1) : names;
    wf_emit(c, WF_CODE_MATCH_KEYS, values, subject, names);
    jump_is(c, values, WF_NONE, true, fail);
    match_tuple(c, parts, (wf_ast_patterns){0}, values, fail, m);
  }
  if (!p->mapping.rest) return;
  uint32_t rest = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_COPY_WITHOUT_KEYS, rest, subject, names);
  add_capture(c, m, p->mapping.rest, rest);
}

/* --- Classes --- */

static bool check_attributes(wf_compiler *c, const wf_ast_pattern *p) {
  wf_ast_names names = p->class_.kwd_attrs;
  for (size_t i = 0; i < names.count; i++) {
    if (wf_target_forbidden(c, wf_compile_name(c, names.items[i]), WF_AST_STORE, p->place))
      return false;
    for (size_t j = i + 1; j < names.count; j++) {
      if (names.items[j] != names.items[i]) continue;
      wf_compile_error(c, p->class_.kwd_patterns.items[j]->place,
                       "attribute name repeated in class pattern: %s", names.items[i]->text);
      return false;
    }
  }
  return true;
}

static void match_class(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                        matching *m) {
  wf_unit *u = c->unit;
  size_t positional = p->class_.patterns.count, keywords = p->class_.kwd_attrs.count;
  size_t count = positional + keywords;
  if (!check_attributes(c, p)) return;
  wf_value names = wf_tuple_new(keywords);
  for (size_t i = 0; i < keywords && names != WF_ERROR; i++)
    wf_to_tuple(names)->items[i] = wf_compile_name(c, p->class_.kwd_attrs.items[i])->value;
  uint32_t values = wf_emit_temp(c, 1), top = u->top;
  uint32_t cls = wf_expr_any(c, p->class_.cls);
  u->place = p->place;
  wf_emit_load(c, values, names);
  wf_emit_word(c, WF_CODE_MATCH_CLASS, values, subject, cls, (uint32_t)positional);
  jump_is(c, values, WF_NONE, true, fail);
  u->top = top;
  if (count) match_tuple(c, p->class_.patterns, p->class_.kwd_patterns, values, fail, m);
}

/* --- Captures and alternatives --- */

static void match_as(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                     matching *m) {
  if (!p->as.pattern) {
    if (!m->irrefutable) {
      if (p->as.name)
        wf_compile_error(c, p->place, "name capture '%s' makes remaining patterns unreachable",
                         p->as.name->text);
      else
        wf_compile_error(c, p->place, "wildcard makes remaining patterns unreachable");
      return;
    }
  } else {
    match(c, p->as.pattern, subject, fail, m);
  }
  if (p->as.name && !c->failed) add_capture(c, m, p->as.name, subject);
}

/* Every alternative leaves what it captures in the same registers. */
static void match_or(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail,
                     matching *m) {
  wf_unit *u = c->unit;
  wf_ast_patterns parts = p->or_.patterns;
  int32_t matched = wf_emit_label(c);
  matching first = {0};
  uint32_t registers = 0;
  for (size_t i = 0; i < parts.count && !c->failed; i++) {
    bool last = i + 1 == parts.count;
    matching now = {.in_dict = m->in_dict, .dict = m->dict,
                    .irrefutable = last && m->irrefutable};
    int32_t next = last ? fail : wf_emit_label(c);
    uint32_t top = u->top;
    u->place = parts.items[i]->place;
    match(c, parts.items[i], subject, next, &now);
    if (c->failed) return;
    if (i == 0) {
      first = now;
      if (!m->in_dict) registers = wf_emit_temp(c, (uint32_t)now.count);
    } else if (now.count != first.count) {
      wf_compile_error(c, u->place, "alternative patterns bind different names");
      return;
    }
    for (size_t k = 0; k < first.count; k++) {
      size_t at = 0;
      while (at < now.count && now.captures[at].name != first.captures[k].name) at++;
      if (at == now.count) {
        wf_compile_error(c, u->place, "alternative patterns bind different names");
        return;
      }
      if (!m->in_dict) wf_emit_move(c, registers + (uint32_t)k, now.captures[at].reg);
    }
    /* what was captured first lies above the registers of the first alternative */
    if (i > 0 || m->in_dict) u->top = top;
    if (last) break;
    wf_emit_jump(c, matched);
    wf_emit_place(c, next);
  }
  wf_emit_place(c, matched);
  u->place = p->place;
  for (size_t k = 0; k < first.count; k++) {
    for (size_t i = 0; i < m->count; i++) {
      if (m->captures[i].name != first.captures[k].name) continue;
      wf_compile_error(c, u->place, "multiple assignments to name '%s' in pattern",
                       first.captures[k].name->text);
      return;
    }
  }
  for (size_t k = 0; k < first.count; k++)
    append_capture(c, m, first.captures[k].name, registers + (uint32_t)k);
}

static void match(wf_compiler *c, wf_ast_pattern *p, uint32_t subject, int32_t fail, matching *m) {
  if (c->failed || !wf_compile_enter(c)) return;
  c->unit->place = p->place;
  switch (p->kind) {
    case WF_AST_MATCH_VALUE: match_value(c, p, subject, fail); break;
    case WF_AST_MATCH_SINGLETON:
      jump_is(c, subject,
              p->singleton.value == WF_AST_NONE ? WF_NONE
                                                : wf_bool(p->singleton.value == WF_AST_TRUE),
              false, fail);
      break;
    case WF_AST_MATCH_SEQUENCE: match_sequence(c, p, subject, fail, m); break;
    case WF_AST_MATCH_MAPPING: match_mapping(c, p, subject, fail, m); break;
    case WF_AST_MATCH_CLASS: match_class(c, p, subject, fail, m); break;
    case WF_AST_MATCH_STAR:
      if (p->star.name) add_capture(c, m, p->star.name, subject);
      break;
    case WF_AST_MATCH_AS: match_as(c, p, subject, fail, m); break;
    case WF_AST_MATCH_OR: match_or(c, p, subject, fail, m); break;
    default: break;
  }
  wf_compile_leave(c);
}

void wf_stmt_match(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_ast_match_cases cases = s->match.cases;
  uint32_t subject = wf_expr_temp(c, s->match.subject), top = u->top;
  int32_t end = wf_emit_label(c);
  for (size_t i = 0; i < cases.count && !c->failed; i++) {
    wf_ast_match_case *one = cases.items[i];
    int32_t next = wf_emit_label(c);
    matching m = {.irrefutable = one->guard || i + 1 == cases.count};
    u->place = one->pattern->place;
    if (is_wildcard(one->pattern) && i + 1 == cases.count) wf_emit_line(c);
    m.in_dict = count_captures(one->pattern) > MOST_CAPTURES;
    if (m.in_dict) {
      m.dict = wf_emit_temp(c, 1);
      wf_emit(c, WF_CODE_BUILD_DICT, m.dict, m.dict, 0);
    }
    match(c, one->pattern, subject, next, &m);
    store_captures(c, &m);
    if (one->guard) wf_jump_if(c, one->guard, false, next);
    u->top = top;
    wf_stmt_list_compile(c, &one->body);
    wf_emit_artificial(c);
    if (i + 1 < cases.count) wf_emit_jump(c, end);
    wf_emit_place(c, next);
    u->top = top;
  }
  u->top = subject;
  wf_emit_place(c, end);
}
