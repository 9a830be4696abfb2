/* Dicts (ordered) and sets.

   A dict's table is an index of positions into an array of entries in order of insertion. Readers take
   no lock: they load the table once. Within a table entries are only appended; a deleted entry keeps
   its key and loses its value; growth and compaction make a new table. Writers hold the dict's lock,
   but never while a key's __eq__ or __hash__ runs: they look up without it, lock, see whether the
   table is still what they looked at, and start again if not.

   A dict in *cell mode* keeps each value in a wf_cell of its own, which never changes for that key, so
   that code can cache the cell: namespaces of modules and classes. Scripts see no difference. */
#ifndef WF_DICT_H
#define WF_DICT_H

#include "runtime/object.h"

/* A box for one value: closure variables, and the values of dicts in cell mode. */
typedef struct wf_cell {
  wf_object head;
  wf_slot value; /* WF_EMPTY: unbound */
} wf_cell;
static inline wf_cell *wf_to_cell(wf_value v) { return (wf_cell *)(uintptr_t)v; }
wf_value wf_cell_new(wf_value value);

typedef struct wf_dict_table wf_dict_table;
typedef struct wf_dict {
  wf_object head; /* flags: WF_DICT_CELLS */
  _Atomic(size_t) count;
  _Atomic(wf_dict_table *) table; /* never NULL */
} wf_dict;
enum { WF_DICT_CELLS = 1 };

wf_value wf_dict_new(void);
wf_value wf_dict_new_sized(size_t expected);
wf_value wf_dict_new_cells(void);
/* Turns a plain dict into cell mode in place (exec with a caller's dict). */
bool wf_dict_make_cells(wf_value dict);
/* The cell of an interned name in a dict in cell mode; made, with WF_EMPTY in it, when absent (such
   an entry is invisible until it gets a value). WF_ERROR: no memory. */
wf_value wf_dict_cell(wf_value dict, wf_value name);
/* The cell if there is one with or without a value, else WF_EMPTY. No script code. */
wf_value wf_dict_find_cell(wf_value dict, wf_value name);

size_t wf_dict_count(wf_value dict);
/* The value, or WF_EMPTY when absent, or WF_ERROR (unhashable key, __eq__ raised). */
wf_value wf_dict_get(wf_value dict, wf_value key);
/* For str keys: no script code, cannot fail. */
wf_value wf_dict_get_str(wf_value dict, wf_value name);
wf_value wf_dict_get_c(wf_value dict, const char *name);
bool wf_dict_set(wf_value dict, wf_value key, wf_value value); /* false: error pending */
bool wf_dict_set_c(wf_value dict, const char *name, wf_value value);
wf_value wf_dict_setdefault(wf_value dict, wf_value key, wf_value value);
int wf_dict_delete(wf_value dict, wf_value key);   /* 1 deleted, 0 absent, -1 error */
wf_value wf_dict_pop(wf_value dict, wf_value key); /* WF_EMPTY when absent */
int wf_dict_contains(wf_value dict, wf_value key);
void wf_dict_clear(wf_value dict);
wf_value wf_dict_copy(wf_value dict);              /* plain dict */
/* update(): other is a dict, a mapping (has keys()) or an iterable of pairs. */
bool wf_dict_update(wf_value dict, wf_value other);
/* Walks in order: *position starts at 0. false at the end. No script code; sees a consistent table
   even when others change the dict. */
bool wf_dict_next(wf_value dict, size_t *position, wf_value *key, wf_value *value);
wf_value wf_dict_keys_list(wf_value dict);
wf_value wf_dict_items_list(wf_value dict); /* list of 2-tuples */
/* `**mapping` in a call or display: keys must be str when function is not NULL ("f() got multiple
   values for keyword argument 'x'" on duplicates). */
bool wf_dict_merge_kwargs(wf_value dict, wf_value mapping, wf_value function);

wf_value wf_set_new(wf_value iterable);       /* WF_EMPTY: empty */
wf_value wf_frozenset_new(wf_value iterable);
bool wf_set_add(wf_value set, wf_value item);
int wf_set_discard(wf_value set, wf_value item); /* 1 removed, 0 absent, -1 error */
int wf_set_contains(wf_value set, wf_value item);
size_t wf_set_count(wf_value set);
bool wf_set_update(wf_value set, wf_value iterable);
bool wf_set_next(wf_value set, size_t *position, wf_value *item);

#endif
