/* Replacement texts of regular expressions. */
#include <config.h>

#include "runtime/native/re_template.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/memory.h"
#include "runtime/native/re_reader.h"
#include "runtime/str.h"

typedef struct template_parser {
  re_reader in;
  wf_value names;
  uint32_t groups;
  wf_builder literal; /* of characters that may stand for bytes */
  re_template *result;
  size_t capacity;
} template_parser;

static void template_char(template_parser *t, uint32_t c) { wf_builder_add_char(&t->literal, c); }

/* The literal collected so far, of the template's type. */
static wf_value template_literal(template_parser *t) {
  wf_value text = wf_builder_finish(&t->literal);
  wf_builder_init(&t->literal);
  if (text == WF_ERROR || t->in.is_text) return text;
  /* each character stands for a byte */
  size_t length = wf_str_length(text);
  wf_value bytes = wf_bytes_new(NULL, length);
  if (bytes == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < length; i++)
    wf_to_bytes(bytes)->data[i] = (uint8_t)wf_str_at(text, (int64_t)i);
  return bytes;
}

static bool template_push(template_parser *t, uint32_t group) {
  re_template *r = t->result;
  if (r->count + 1 >= t->capacity) {
    size_t capacity = t->capacity * 2;
    wf_value *literals = wf_alloc_array(capacity, sizeof *literals);
    uint32_t *groups = wf_alloc_array(capacity, sizeof *groups);
    if (!literals || !groups) return false;
    memcpy(literals, r->literals, (r->count + 1) * sizeof *literals);
    memcpy(groups, r->groups, r->count * sizeof *groups);
    r->literals = literals;
    r->groups = groups;
    t->capacity = capacity;
  }
  wf_value literal = template_literal(t);
  if (literal == WF_ERROR) return false;
  r->literals[r->count] = literal;
  r->groups[r->count++] = group;
  return true;
}

static bool template_group(template_parser *t, int64_t group, int64_t at) {
  if (group >= t->groups)
    return wf_re_fail_at(&t->in, at, "invalid group reference %ld", (long)group);
  return template_push(t, (uint32_t)group);
}

/* \g<name> */
static bool template_name(template_parser *t) {
  re_reader *p = &t->in;
  bool open;
  wf_value name;
  if (!wf_re_match(p, '<', &open)) return false;
  if (!open) return wf_re_fail_at(p, wf_re_tell(p), "missing <");
  if (!wf_re_get_until(p, '>', "group name", &name)) return false;
  int64_t at = wf_re_tell(p) - (int64_t)wf_str_length(name) - 1, group;
  if (wf_str_is_identifier(name)) {
    if (!wf_re_check_group_name(p, name, 1)) return false;
    wf_value number = wf_dict_get_str(t->names, name);
    if (number == WF_EMPTY)
      return wf_raise(&wf_exc_IndexError, "unknown group name %R", name), false;
    return template_group(t, wf_small_int_get(number), at);
  }
  wf_value number = wf_call1(wf_from_type(&wf_int_type), name);
  if (number == WF_ERROR) {
    if (!wf_error_is(&wf_exc_ValueError)) return false;
    wf_error_clear();
  }
  if (number == WF_ERROR || wf_int_sign(number) < 0) {
    wf_value shown = wf_re_quoted(p, name);
    return shown != WF_ERROR && wf_re_fail_at(p, at, "bad character in group name %U", shown);
  }
  if (!wf_int_to_int64(number, &group)) group = INT64_MAX;
  if (group >= MAX_GROUPS) return wf_re_fail_at(p, at, "invalid group reference %S", number);
  for (const char *s = wf_str_data(name); *s; s++) {
    if (is_digit(*s)) continue;
    wf_value shown = wf_re_quoted(p, name);
    if (shown == WF_ERROR ||
        wf_warn(&wf_exc_DeprecationWarning, 1, "bad character in group name %U at position %ld",
                shown, (long)at) < 0)
      return false;
    break;
  }
  return template_group(t, group, at);
}

static bool template_number(template_parser *t, int64_t start, int32_t first) {
  re_reader *p = &t->in;
  int64_t value = first - '0';
  if (next_is_digit(p)) {
    int32_t second = p->next.c;
    value = value * 10 + (second - '0');
    if (!wf_re_advance(p)) return false;
    if (is_octal(first) && is_octal(second) && next_is_octal(p)) {
      int64_t octal = (first - '0') * 64 + (second - '0') * 8 + (p->next.c - '0');
      if (!wf_re_advance(p) || !wf_re_check_octal(p, start, octal)) return false;
      template_char(t, (uint32_t)octal);
      return true;
    }
  }
  return template_group(t, value, start + 1);
}

static bool template_escape(template_parser *t, int64_t start, int32_t c) {
  re_reader *p = &t->in;
  if (c == 'g') return template_name(t);
  if (c == '0') {
    int64_t value = 0;
    for (int i = 0; i < 2 && next_is_octal(p); i++) {
      value = value * 8 + (p->next.c - '0');
      if (!wf_re_advance(p)) return false;
    }
    template_char(t, (uint32_t)value & 0xff);
    return true;
  }
  if (is_digit(c)) return template_number(t, start, c);
  int control = wf_re_control_escape(c);
  if (control < 0 && c == 'b') control = 8;
  if (control >= 0) {
    template_char(t, (uint32_t)control);
    return true;
  }
  if (is_letter(c)) return wf_re_bad_escape(p, start);
  template_char(t, '\\');
  template_char(t, (uint32_t)c);
  return true;
}

static bool template_all(template_parser *t) {
  re_reader *p = &t->in;
  if (!wf_re_advance(p)) return false;
  for (;;) {
    int64_t start = wf_re_tell(p);
    token next;
    if (!wf_re_get(p, &next)) return false;
    if (next.c == END) break;
    if (!next.escaped) template_char(t, (uint32_t)next.c);
    else if (!template_escape(t, start, next.c)) return false;
  }
  wf_value last = template_literal(t);
  if (last == WF_ERROR) return false;
  t->result->literals[t->result->count] = last;
  return true;
}

re_template *wf_re_template_parse(wf_value source, uint32_t groups, wf_value names) {
  template_parser t = {.names = names, .groups = groups, .capacity = 4};
  t.in = (re_reader){.pattern = source, .is_text = wf_is_str(source)};
  t.in.text = wf_re_code_points(source, &t.in.length);
  if (!t.in.text) return NULL;
  t.result = wf_alloc(sizeof *t.result);
  t.result->source = source;
  t.result->literals = wf_alloc_array(t.capacity, sizeof *t.result->literals);
  t.result->groups = wf_alloc_array(t.capacity, sizeof *t.result->groups);
  wf_builder_init(&t.literal);
  bool ok = t.result->literals && t.result->groups && template_all(&t);
  free((void *)t.in.text);
  return ok ? t.result : NULL;
}
