/* Calls. The callee and its arguments are computed side by side, where the callee's registers will
   begin; calls with unpacking, or with very many arguments, gather them in a list and a dict. */
#include <config.h>

#include <string.h>

#include "interp/compiler.h"

/* Arguments that one instruction can take, given where they would begin. */
static bool fits(uint32_t base, size_t count) { return base + count + 24 <= 256; }

static bool has_star(wf_ast_exprs args, wf_ast_keywords keywords) {
  for (size_t i = 0; i < args.count; i++)
    if (args.items[i]->kind == WF_AST_STARRED) return true;
  for (size_t i = 0; i < keywords.count; i++)
    if (!keywords.items[i]->arg) return true;
  return false;
}

static void check_keywords(wf_compiler *c, wf_ast_keywords keywords) {
  for (size_t i = 0; i < keywords.count; i++) {
    const wf_ast_keyword *k = keywords.items[i];
    if (!k->arg) continue;
    if (wf_target_forbidden(c, wf_compile_name(c, k->arg), WF_AST_STORE, c->unit->place)) return;
    for (size_t j = i + 1; j < keywords.count; j++) {
      if (keywords.items[j]->arg != k->arg) continue;
      wf_compile_error(c, keywords.items[j]->place, "keyword argument repeated: %s", k->arg->text);
      return;
    }
  }
}

static wf_value keyword_names(wf_compiler *c, wf_ast_keywords keywords) {
  wf_value names = wf_tuple_new(keywords.count);
  for (size_t i = 0; i < keywords.count && names != WF_ERROR; i++)
    wf_to_tuple(names)->items[i] = wf_compile_name(c, keywords.items[i]->arg)->value;
  return names;
}

/* --- With unpacking --- */

/* All positional arguments as a tuple or list in `to`: `extra` constants first. */
static void gather_positional(wf_compiler *c, const uint32_t *extra, size_t extra_count,
                              wf_ast_exprs args, uint32_t to) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  if (!extra_count && args.count == 1 && args.items[0]->kind == WF_AST_STARRED) {
    wf_expr_to(c, args.items[0]->starred.value, to); /* the call takes any iterable */
    return;
  }
  if (!extra_count) {
    wf_expr_sequence(c, args,
                     has_star(args, (wf_ast_keywords){0}) ? WF_AST_LIST_DISPLAY : WF_AST_TUPLE, to);
    return;
  }
  wf_emit(c, WF_CODE_BUILD_LIST, to, to, 0);
  for (size_t i = 0; i < extra_count; i++) wf_emit(c, WF_CODE_LIST_APPEND, to, extra[i], 0);
  for (size_t i = 0; i < args.count && !c->failed; i++) {
    wf_ast_expr *e = args.items[i];
    bool star = e->kind == WF_AST_STARRED;
    uint32_t value = wf_expr_any(c, star ? e->starred.value : e);
    wf_emit(c, star ? WF_CODE_LIST_EXTEND : WF_CODE_LIST_APPEND, to, value, 0);
    u->top = top;
  }
}

/* All keyword arguments as a dict in `to`. Runs of named ones make a dict of their own once
   something has been unpacked, so that duplicates are found. */
static void gather_keywords(wf_compiler *c, wf_ast_keywords keywords, uint32_t callee,
                            uint32_t to) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  bool unpacked = false;
  wf_emit(c, WF_CODE_BUILD_DICT, to, to, 0);
  for (size_t i = 0; i < keywords.count && !c->failed;) {
    wf_ast_keyword *k = keywords.items[i];
    if (!k->arg) {
      wf_emit(c, WF_CODE_DICT_MERGE, to, wf_expr_any(c, k->value), callee);
      unpacked = true;
      i++;
    } else {
      uint32_t dict = to;
      if (unpacked) {
        dict = wf_emit_temp(c, 1);
        wf_emit(c, WF_CODE_BUILD_DICT, dict, dict, 0);
      }
      uint32_t inner = u->top;
      for (; i < keywords.count && keywords.items[i]->arg && !c->failed; i++) {
        uint32_t key = wf_emit_temp(c, 1);
        wf_emit_load(c, key, wf_compile_name(c, keywords.items[i]->arg)->value);
        wf_emit(c, WF_CODE_DICT_PUT, dict, key, wf_expr_any(c, keywords.items[i]->value));
        u->top = inner;
      }
      if (unpacked) wf_emit(c, WF_CODE_DICT_MERGE, to, dict, callee);
    }
    u->top = top;
  }
}

static void call_gathered(wf_compiler *c, uint32_t base, size_t extra_count, wf_ast_exprs args,
                          wf_ast_keywords keywords, wf_ast_place place) {
  wf_unit *u = c->unit;
  uint32_t extra[4];
  /* what the caller put behind the callee moves up, out of the way of the list and the dict */
  for (size_t i = extra_count; i-- > 0;) extra[i] = base + 1 + (uint32_t)i;
  uint32_t list = base + 1;
  if (extra_count) {
    uint32_t moved = wf_emit_temp(c, (uint32_t)extra_count + 2);
    for (size_t i = 0; i < extra_count; i++) {
      wf_emit_move(c, moved + 2 + (uint32_t)i, extra[i]);
      extra[i] = moved + 2 + (uint32_t)i;
    }
  }
  if (u->top < base + 3) wf_emit_temp(c, base + 3 - u->top);
  uint32_t top = u->top;
  /* the list is built at the top when nothing lies above it */
  if (!extra_count) u->top = list + 1;
  gather_positional(c, extra, extra_count, args, list);
  u->top = top;
  if (keywords.count) gather_keywords(c, keywords, base, list + 1);
  u->place = place;
  wf_emit(c, WF_CODE_CALL_EX, base, keywords.count != 0, 0);
}

/* --- The call --- */

/* Calls what is in base, whose first `extra_count` arguments follow it already; the result is in
   base. All temporaries above are free. */
void wf_call_arguments(wf_compiler *c, uint32_t base, size_t extra_count, wf_ast_exprs args,
                       wf_ast_keywords keywords) {
  wf_unit *u = c->unit;
  wf_ast_place place = u->place;
  check_keywords(c, keywords);
  size_t count = extra_count + args.count + keywords.count;
  if (has_star(args, keywords) || !fits(base, count)) {
    call_gathered(c, base, extra_count, args, keywords, place);
    return;
  }
  for (size_t i = 0; i < args.count && !c->failed; i++) wf_expr_temp(c, args.items[i]);
  for (size_t i = 0; i < keywords.count && !c->failed; i++)
    wf_expr_temp(c, keywords.items[i]->value);
  u->place = place;
  uint32_t positional = (uint32_t)(extra_count + args.count);
  if (!keywords.count) wf_emit(c, WF_CODE_CALL, base, positional, 0);
  else if (u->reachable)
    wf_emit_word(c, WF_CODE_CALL_KW, base, positional, 0,
                 wf_emit_constant(c, keyword_names(c, keywords)));
}

/* Is e of a kind that may make its value for the call that it goes to? */
static bool may_be_made(const wf_ast_expr *e) {
  return e->kind == WF_AST_CALL || e->kind == WF_AST_JOINED_STR;
}

static void call_method(wf_compiler *c, wf_ast_expr *e, uint32_t base) {
  wf_unit *u = c->unit;
  wf_ast_expr *method = e->call.func;
  wf_ast_place place = u->place;
  const wf_name *name = wf_scope_mangle(c, u->scope->class_name,
                                        wf_compile_name(c, method->attribute.attr));
  check_keywords(c, e->call.keywords);
  wf_emit_temp(c, 1); /* self */
  uint32_t top = u->top;
  wf_ast_expr *value = method->attribute.value;
  uint32_t object;
  bool chained = false;
  if (value->kind == WF_AST_NAME) {
    object = wf_expr_any(c, value);
  } else {
    u->top = base + 1; /* the object may be computed where the method will be */
    wf_expr_to(c, value, base);
    object = base;
    chained = may_be_made(value) && !e->call.keywords.count && wf_emit_chain(c, base);
  }
  u->top = top;
  wf_emit_at(c, method->place);
  wf_expr_attribute_place(c, method);
  if (u->reachable)
    wf_emit_word(c, WF_CODE_GET_METHOD, base, object, 0, wf_emit_cache(c, name));
  u->place = place;
  for (size_t i = 0; i < e->call.args.count && !c->failed; i++)
    wf_expr_temp(c, e->call.args.items[i]);
  for (size_t i = 0; i < e->call.keywords.count && !c->failed; i++)
    wf_expr_temp(c, e->call.keywords.items[i]->value);
  if (method->place.line != method->place.end_line) {
    wf_ast_place at = place;
    int32_t length = (int32_t)method->attribute.attr->length;
    at.line = method->place.end_line;
    at.column = length <= method->place.end_column ? method->place.end_column - length : -1;
    if (at.column < 0) at.end_column = -1;
    u->place = at;
  }
  uint32_t positional = (uint32_t)e->call.args.count;
  if (chained) wf_emit(c, WF_CODE_CALL_METHOD_CHAINED, base, positional, 0);
  else if (!e->call.keywords.count) wf_emit(c, WF_CODE_CALL_METHOD, base, positional, 0);
  else if (u->reachable)
    wf_emit_word(c, WF_CODE_CALL_METHOD_KW, base, positional, 0,
                 wf_emit_constant(c, keyword_names(c, e->call.keywords)));
  u->place = place;
}

/* len(text in between): what else takes such a text and lets it go has it as self. */
static bool is_length_of_made(const wf_ast_expr *e) {
  const wf_ast_expr *callee = e->call.func;
  return callee->kind == WF_AST_NAME && strcmp(callee->name.id->text, "len") == 0 &&
         e->call.args.count == 1 && !e->call.keywords.count && may_be_made(e->call.args.items[0]);
}

static void call_length(wf_compiler *c, wf_ast_expr *e, uint32_t base) {
  wf_ast_place place = c->unit->place;
  uint32_t text = wf_expr_temp(c, e->call.args.items[0]);
  bool chained = wf_emit_chain(c, text);
  c->unit->place = place;
  if (chained) wf_emit(c, WF_CODE_CALL_CHAINED, base, 1, 0);
  else wf_emit(c, WF_CODE_CALL, base, 1, 0);
}

void wf_call_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  uint32_t base = wf_emit_is_temp(u, to) && to + 1 == u->top ? to : wf_emit_temp(c, 1);
  wf_expr_warn_call(c, e);
  if (e->call.func->kind == WF_AST_ATTRIBUTE && !has_star(e->call.args, e->call.keywords) &&
      fits(base + 1, e->call.args.count + e->call.keywords.count)) {
    call_method(c, e, base);
  } else {
    wf_expr_to(c, e->call.func, base);
    if (is_length_of_made(e) && fits(base, 1)) call_length(c, e, base);
    else wf_call_arguments(c, base, 0, e->call.args, e->call.keywords);
  }
  wf_emit_move(c, to, base);
}
