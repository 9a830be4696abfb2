/* The slow paths of the machine: what an instruction calls when its short cut does not apply. All
   may run script code and raise unless said otherwise; `frame` is the running frame with its pc
   stored. */
#ifndef WF_VM_SUPPORT_H
#define WF_VM_SUPPORT_H

#include "interp/vm.h"
#include "runtime/attribute.h"
#include "runtime/descriptor.h"
#include "runtime/native.h"

#define WF_ATTR_RECORD(cache) ((_Atomic(const wf_attr_cache *) *)&(cache)->record)

/* Registers that the arguments fill. */
static inline size_t wf_code_parameters(const wf_code *code) {
  return (size_t)code->argument_count + code->keyword_only_count +
         !!(code->flags & WF_CODE_VARARGS) + !!(code->flags & WF_CODE_VARKEYWORDS);
}
/* `is`: boxed floats compare by identity, all else by the word. */
static inline bool wf_vm_is(wf_value a, wf_value b) { return a == b; }
static inline bool wf_is_native(wf_value v) {
  return wf_has_root_shape(v, &wf_native_type) || wf_has_root_shape(v, &wf_method_descr_type);
}

void wf_vm_raise_unbound_local(wf_frame *frame, size_t index);
void wf_vm_raise_unbound_free(wf_frame *frame, size_t index);
wf_value wf_vm_load_class_free(wf_frame *frame, size_t index);
wf_value wf_vm_load_global(wf_frame *frame, wf_cache *cache);
const wf_cell *wf_vm_global_cell(wf_frame *frame, wf_cache *cache); /* NULL: no memory */
bool wf_vm_delete_global(wf_frame *frame, wf_cache *cache);
wf_value wf_vm_load_name(wf_frame *frame, wf_cache *cache);
bool wf_vm_store_name(wf_frame *frame, wf_cache *cache, wf_value value);
bool wf_vm_delete_name(wf_frame *frame, wf_cache *cache);

int wf_vm_compare_bool(wf_value a, wf_value b, enum wf_compare_op op);
wf_value wf_vm_get_iter(wf_value iterable);
/* What GET_LOOP puts in loop[0]; the others are set. */
wf_value wf_vm_start_loop(wf_value iterable, wf_value *loop);
/* The same for range(*args), when they are small; false: make the range. Runs no script code. */
bool wf_vm_start_range(const wf_value *args, size_t count, wf_value *loop);
/* Takes a generator for a plain `next`; false: it is running or finished, use the slow way. */
static inline bool wf_vm_claim_for_next(wf_generator *g) {
  int state = atomic_load_explicit(&g->state, memory_order_relaxed);
  return (state == WF_GENERATOR_SUSPENDED || state == WF_GENERATOR_CREATED) &&
         atomic_compare_exchange_strong_explicit(&g->state, &state, WF_GENERATOR_RUNNING,
                                                 memory_order_acquire, memory_order_relaxed);
}
/* The generator that `yield from` can run in place, claimed; NULL: use wf_iterator_send. */
wf_generator *wf_vm_delegate(wf_value iterator, wf_value value);

/* Room for a callee's registers; false with RecursionError. */
bool wf_vm_check_stack(wf_thread *t, wf_value *registers, const wf_code *code, size_t nargs);
bool wf_vm_bind(wf_thread *t, wf_function *f, wf_code *code, wf_value *registers,
                const wf_value *args, size_t nargs, wf_value kwnames);
/* For cls(...): a new instance with *init set when object.__new__ makes it and __init__ is a script
   function; WF_EMPTY: call the type in the general way. */
wf_value wf_vm_construct(wf_value cls, wf_function **init);
/* call_flags: those of the frame that there would be otherwise. */
wf_value wf_vm_make_generator(wf_thread *t, wf_function *f, wf_code *code, wf_value *registers,
                              uint32_t call_flags);
wf_value wf_vm_make_function(wf_frame *frame, wf_value code, const wf_value *parts, int flags);
wf_value wf_vm_build_class(wf_frame *frame);

wf_value wf_vm_build_set(const wf_value *items, size_t count);
wf_value wf_vm_build_dict(const wf_value *pairs, size_t count);
bool wf_vm_list_extend(wf_value list, wf_value iterable);
/* callee(*args, **kwargs): args any iterable, kwargs a dict or WF_EMPTY. */
wf_value wf_vm_call_unpacked(wf_value callee, wf_value args, wf_value kwargs);
bool wf_vm_dict_update(wf_value dict, wf_value mapping);
wf_value wf_vm_format_value(wf_value v, int conversion, wf_value spec);
bool wf_vm_unpack(wf_value iterable, wf_value *target, size_t count);
bool wf_vm_unpack_ex(wf_value iterable, wf_value *target, size_t before, size_t after);

bool wf_vm_with_enter(wf_value manager, wf_value *target, bool is_async);
wf_value wf_vm_with_exit(wf_value function, wf_value self, wf_value exception); /* WF_EMPTY: none */
int wf_vm_exception_match(wf_value exception, wf_value classes);
bool wf_vm_match_star(wf_value *target, wf_value classes);
wf_value wf_vm_end_star(wf_value original, wf_value raised);
/* Bare raise: true when an exception is pending again as it was, false when there was none to
 * raise. */
bool wf_vm_reraise_handled(void);
const wf_handler *wf_vm_find_handler(const wf_frame *frame); /* NULL: none */
void wf_vm_add_traceback(wf_frame *frame);
/* PEP 479: a StopIteration that leaves a generator becomes RuntimeError. */
void wf_vm_generator_failed(wf_generator *g);
/* Gives back a generator that was claimed but not run. */
void wf_generator_release(wf_generator *g);

wf_value wf_vm_import_name(wf_frame *frame, wf_value name, wf_value level, wf_value fromlist);
bool wf_vm_import_star(wf_frame *frame, wf_value module);
bool wf_vm_setup_annotations(wf_frame *frame);
bool wf_vm_print_expression(wf_value v);
wf_value wf_vm_match_keys(wf_value subject, wf_value keys);
wf_value wf_vm_match_class(wf_value subject, wf_value cls, size_t positional, wf_value names);
wf_value wf_vm_copy_without_keys(wf_value mapping, wf_value keys);

#endif
