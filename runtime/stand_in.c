/* Finders and loaders are written in the language, in importlib.machinery, which most programs
   never load. Where one has to be seen from the start, an object stands in for it: whatever is
   asked of it is asked of the real one, which is made then. */
#include <config.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/import.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/str.h"

typedef struct stand_in {
  wf_object head;
  const char *class; /* in importlib.machinery */
  wf_value args;     /* tuple: what makes the loader; WF_EMPTY when the class itself is meant */
  wf_slot real;
} stand_in;

static stand_in *to_stand_in(wf_value v) { return (stand_in *)wf_to_object(v); }

wf_value wf_stand_in_new(const char *class, wf_value args) {
  if (args == WF_ERROR) return WF_ERROR;
  stand_in *s = wf_object_new(&wf_stand_in_type);
  s->class = class;
  s->args = args;
  return wf_from_object(s);
}

static wf_value real_one(wf_value self) {
  stand_in *s = to_stand_in(self);
  wf_value real = wf_slot_acquire(&s->real);
  if (real != WF_EMPTY) return real;
  real = wf_import_attribute("importlib.machinery", s->class);
  if (real != WF_ERROR && s->args != WF_EMPTY)
    real = wf_call(real, wf_to_tuple(s->args)->items, wf_tuple_length(s->args), WF_EMPTY);
  return wf_slot_keep_first(&s->real, real);
}

static wf_value get(wf_value self, wf_value name) {
  wf_value real = real_one(self);
  return real == WF_ERROR ? WF_ERROR : wf_getattr(real, name);
}

static wf_value show(wf_value self) {
  wf_value real = real_one(self);
  return real == WF_ERROR ? WF_ERROR : wf_repr(real);
}

static wf_value call(wf_value self, const wf_value *args, size_t nargs, wf_value kwnames) {
  wf_value real = real_one(self);
  return real == WF_ERROR ? WF_ERROR : wf_call(real, args, nargs, kwnames);
}

wf_type wf_stand_in_type = {
    .name = "_imp.StandIn",
    .doc = "Something of importlib.machinery that nobody has asked for yet.",
    .instance_size = sizeof(stand_in),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.getattr = get, .repr = show, .call = call},
};
