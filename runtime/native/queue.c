/* _queue: what queues do most, without calling into the language.

   _queue.Queue is the state of queue.Queue, whose classes are written in the language: they say in
   which order objects come (_put, _get, _qsize), and what else there is to do. put() and get() here
   do the same as _put_slowly() and _get_slowly() there, for a queue whose order is first in, first
   out, and whose lock and conditions are what __init__ made of them; others they leave to those. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/native/collections.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* The exceptions, the same for every import of queue.py in a life; and what it has defined. A
   thread that comes late, from an earlier life, may find nothing. */
static WF_OF_LIFE struct {
  wf_slot empty, full, shutdown;
  wf_slot queue;                /* the class Queue */
  wf_slot order[3];             /* its functions of order_names */
  _Atomic(uint64_t) checked;    /* the wf_type_epoch in which the class was seen to be as it was */
} defined;

static const char *const order_names[] = {"_put", "_get", "_qsize"};

static wf_value raise_class(const wf_slot *which) {
  return wf_raise_type(wf_exception_class(which, &wf_exc_Exception));
}

/* --- Queue --- */

typedef struct queue {
  wf_object head;
  wf_slot maxsize, items, mutex, not_empty, not_full, all_tasks_done;
  /* under the mutex */
  _Atomic(int64_t) unfinished;
  _Atomic(bool) is_shutdown;
} queue;

static queue *to_queue(wf_value v) { return (queue *)(uintptr_t)v; }

/* Does an attribute of the instance say in which order objects come? */
static bool has_own_order(wf_value self) {
  for (size_t i = 0; i < WF_COUNT(order_names); i++)
    if (wf_attr_get_own(self, wf_str_intern_c(order_names[i])) != WF_EMPTY) return true;
  return false;
}

static bool has_order_of_queue(wf_type *type) {
  for (size_t i = 0; i < 3; i++)
    if (wf_type_lookup(type, wf_str_intern_c(order_names[i])) !=
        wf_slot_acquire(&defined.order[i]))
      return false;
  return true;
}

static bool is_first_in_first_out(wf_value self) {
  wf_type *type = wf_type_of(self);
  /* what __init__ sets are no attributes of this kind: only a script adds one */
  if (wf_object_shape(wf_to_object(self)) != &type->root && has_own_order(self)) return false;
  uint64_t epoch = atomic_load_explicit(&wf_type_epoch, memory_order_acquire);
  bool exact = wf_from_type(type) == wf_slot_acquire(&defined.queue);
  if (exact && atomic_load_explicit(&defined.checked, memory_order_relaxed) == epoch) return true;
  if (!has_order_of_queue(type)) return false;
  if (exact) atomic_store_explicit(&defined.checked, epoch, memory_order_relaxed);
  return true;
}

/* The parts of a queue that put() and get() can work on here. */
typedef struct parts {
  wf_lock_object *mutex;
  wf_condition *not_empty, *not_full;
  wf_value items;
  int64_t maxsize;
} parts;

/* What whoever holds the mutex may have replaced; read again when it was taken. */
static bool find_state(queue *q, parts *p) {
  wf_value maxsize = wf_slot_acquire(&q->maxsize);
  p->items = wf_slot_acquire(&q->items);
  if (!wf_is_deque_exact(p->items) || !wf_is_small_int(maxsize)) return false;
  p->maxsize = wf_small_int_get(maxsize);
  return true;
}

static bool find_parts(wf_value self, parts *p) {
  queue *q = to_queue(self);
  wf_value mutex = wf_slot_acquire(&q->mutex), not_empty = wf_slot_acquire(&q->not_empty),
           not_full = wf_slot_acquire(&q->not_full);
  if (!wf_has_root_shape(mutex, &wf_lock_type) || !find_state(q, p) ||
      !is_first_in_first_out(self))
    return false;
  p->mutex = (wf_lock_object *)(uintptr_t)mutex;
  p->not_empty = (wf_condition *)(uintptr_t)not_empty;
  p->not_full = (wf_condition *)(uintptr_t)not_full;
  return wf_condition_is_over(not_empty, p->mutex) && wf_condition_is_over(not_full, p->mutex);
}

static void unlock(const parts *p) { wf_lock_object_release(p->mutex); }

/* 1 notified or interrupted by nothing: look again; 0 time is up, with the lock held; -1 with an
   exception, the lock not held. */
static int wait_for(wf_condition *c, const parts *p, int64_t deadline, const wf_wait_for *what) {
  int result = wf_condition_wait(c, wf_from_object(p->mutex), deadline, what);
  if (result == -1) unlock(p);
  return result < 0 ? -1 : result;
}

static bool refuse_negative(void) {
  wf_raise(&wf_exc_ValueError, "'timeout' must be a non-negative number");
  return false;
}

/* block and timeout as a deadline. False with an exception. */
static bool deadline_of(wf_value block, wf_value timeout, int64_t *deadline) {
  int64_t nanoseconds;
  int blocking = block == WF_EMPTY ? 1 : wf_truth(block);
  if (blocking < 0) return false;
  *deadline = blocking ? -1 : 0;
  if (!blocking || timeout == WF_EMPTY || timeout == WF_NONE) return true;
  if (!wf_arg_timeout(timeout, &nanoseconds)) return false;
  if (nanoseconds < 0) return refuse_negative();
  *deadline = wf_deadline_after(nanoseconds);
  return true;
}

/* What is no plain number of seconds, as the difference of two times. */
static wf_value seconds_of(wf_value timeout) {
  if (wf_is_float(timeout) || wf_is_small_int(timeout)) return timeout;
  wf_value zero = wf_float_new(0.0), end = wf_binary(WF_OP_ADD, zero, timeout);
  return end == WF_ERROR ? WF_ERROR : wf_binary(WF_OP_SUB, end, zero);
}

/* The same for Queue, which compares and adds before it converts. */
static bool compared_deadline_of(wf_value block, wf_value timeout, int64_t *deadline) {
  int blocking = block == WF_EMPTY ? 1 : wf_truth(block), negative = 0;
  if (blocking > 0 && timeout != WF_EMPTY && timeout != WF_NONE)
    negative = wf_compare_bool(timeout, wf_small_int(0), WF_LT);
  if (negative > 0) return refuse_negative();
  if (blocking < 0 || negative < 0) return false;
  if (blocking && timeout != WF_EMPTY && timeout != WF_NONE) timeout = seconds_of(timeout);
  return timeout != WF_ERROR && deadline_of(wf_bool(blocking), timeout, deadline);
}

static bool is_shut(const queue *q) {
  return atomic_load_explicit(&((queue *)q)->is_shutdown, memory_order_relaxed);
}

static wf_value leave_with(const parts *p, const wf_slot *exception) {
  unlock(p);
  return raise_class(exception);
}

/* It is no longer what put() and get() can work on here: to be done slowly. */
static wf_value leave(const parts *p) {
  unlock(p);
  return WF_EMPTY;
}

static bool is_full(const queue *q, const parts *p) {
  return p->maxsize > 0 && !is_shut(q) && (int64_t)wf_deque_length(p->items) >= p->maxsize;
}

static bool is_bare(const queue *q, const parts *p) {
  return !is_shut(q) && !wf_deque_length(p->items);
}

/* WF_EMPTY: leaves it to _put_slowly. */
static wf_value put(queue *q, parts *p, wf_value item, int64_t deadline) {
  const wf_wait_for *for_room = WF_WAIT_FOR(ROOM, wf_from_object(q), NULL);
  bool limited = p->maxsize > 0;
  if (wf_lock_object_take(p->mutex, -1) < 0) return WF_ERROR;
  /* without a limit, nobody has looked at the deadline */
  if (!find_state(q, p) || (p->maxsize > 0 && !limited)) return leave(p);
  while (is_full(q, p)) {
    int in_time = deadline == 0 ? 0 : wait_for(p->not_full, p, deadline, for_room);
    if (in_time < 0) return WF_ERROR;
    if (!find_state(q, p)) return leave(p);
    if (!in_time && is_full(q, p)) return leave_with(p, &defined.full);
  }
  if (is_shut(q)) return leave_with(p, &defined.shutdown);
  bool added = wf_deque_append(p->items, item);
  if (added) {
    atomic_store_explicit(&q->unfinished,
                          atomic_load_explicit(&q->unfinished, memory_order_relaxed) + 1,
                          memory_order_relaxed);
    wf_condition_notify(p->not_empty, 1);
  }
  unlock(p);
  return added ? WF_NONE : WF_ERROR;
}

/* WF_EMPTY: leaves it to _get_slowly. */
static wf_value get(queue *q, parts *p, int64_t deadline) {
  const wf_wait_for *for_item = WF_WAIT_FOR(QUEUE, wf_from_object(q), NULL);
  if (wf_lock_object_take(p->mutex, -1) < 0) return WF_ERROR;
  if (!find_state(q, p)) return leave(p);
  wf_value item;
  while ((item = wf_deque_popleft(p->items)) == WF_EMPTY) {
    if (is_shut(q)) return leave_with(p, &defined.shutdown);
    int in_time = deadline == 0 ? 0 : wait_for(p->not_empty, p, deadline, for_item);
    if (in_time < 0) return WF_ERROR;
    if (!find_state(q, p)) return leave(p);
    if (!in_time && is_bare(q, p)) return leave_with(p, &defined.empty);
  }
  wf_condition_notify(p->not_full, 1);
  unlock(p);
  return item;
}

/* What is left of the time. */
static wf_value timeout_until(int64_t deadline) {
  if (deadline <= 0) return WF_NONE;
  int64_t left = deadline - wf_monotonic();
  return wf_float_new(left > 0 ? (double)left / 1e9 : 0);
}

WF_NATIVE(queue_put) {
  parts p;
  int64_t deadline = -1;
  wf_value given[3] = {args[1], args[2] == WF_EMPTY ? WF_TRUE : args[2],
                       args[3] == WF_EMPTY ? WF_NONE : args[3]};
  if (find_parts(args[0], &p)) {
    bool limited = p.maxsize > 0;
    if (limited && !compared_deadline_of(args[2], args[3], &deadline)) return WF_ERROR;
    wf_value done = put(to_queue(args[0]), &p, args[1], deadline);
    if (done != WF_EMPTY) return done;
    if (limited) given[2] = timeout_until(deadline);
  }
  return wf_call_method(args[0], wf_str_intern_c("_put_slowly"), given, 3);
}

WF_NATIVE(queue_get) {
  parts p;
  int64_t deadline = -1;
  wf_value given[2] = {args[1] == WF_EMPTY ? WF_TRUE : args[1],
                       args[2] == WF_EMPTY ? WF_NONE : args[2]};
  if (find_parts(args[0], &p)) {
    if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY) &&
        !compared_deadline_of(args[1], args[2], &deadline))
      return WF_ERROR;
    wf_value item = get(to_queue(args[0]), &p, deadline);
    if (item != WF_EMPTY) return item;
    given[1] = timeout_until(deadline);
  }
  return wf_call_method(args[0], wf_str_intern_c("_get_slowly"), given, 2);
}

static wf_value queue_unfinished(wf_value self) {
  return wf_int_new(atomic_load(&to_queue(self)->unfinished));
}

static int queue_set_unfinished(wf_value self, wf_value value) {
  int64_t n;
  if (value == WF_EMPTY || !wf_arg_int64(value, &n)) return -1;
  atomic_store(&to_queue(self)->unfinished, n);
  return 0;
}

static wf_value queue_is_shutdown(wf_value self) { return wf_bool(is_shut(to_queue(self))); }

static int queue_set_shutdown(wf_value self, wf_value value) {
  int truth = value == WF_EMPTY ? 0 : wf_truth(value);
  if (truth < 0) return -1;
  atomic_store(&to_queue(self)->is_shutdown, truth);
  return 0;
}

static wf_value queue_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                          WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

static const wf_native_def queue_methods[] = {
    {"put", queue_put, "(self, item, block=True, timeout=None)",
     "Put an object into the queue. While the queue is full, wait, for timeout seconds at most; "
     "then, or at once without block, raise Full.", WF_FN_SCRIPT | WF_FN_WAITS},
    {"get", queue_get, "(self, block=True, timeout=None)",
     "Take the next object out of the queue. While there is none, wait, for timeout seconds at "
     "most; then, or at once without block, raise Empty.", WF_FN_SCRIPT | WF_FN_WAITS},
    {0},
};

#define PART(name, field, doc) {name, WF_MEMBER_VALUE, offsetof(queue, field), doc}
static const wf_member_def queue_members[] = {
    PART("maxsize", maxsize, "How many objects may wait, if that is above 0."),
    PART("queue", items, "The objects that wait."),
    PART("mutex", mutex, "The lock over everything."),
    PART("not_empty", not_empty, "Those who get wait for it."),
    PART("not_full", not_full, "Those who put wait for it."),
    PART("all_tasks_done", all_tasks_done, "Those who join wait for it."),
    {0},
};

static const wf_getset_def queue_getsets[] = {
    {"unfinished_tasks", queue_unfinished, queue_set_unfinished,
     "How many objects were put that are not dealt with."},
    {"is_shutdown", queue_is_shutdown, queue_set_shutdown, "Was the queue shut down?"},
    {0},
};

static wf_type queue_type = {
    .name = "_queue.Queue",
    .doc = "The state of a queue.Queue.",
    .instance_size = sizeof(queue),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .slots = {.new = queue_new},
    .methods = queue_methods,
    .members = queue_members,
    .getsets = queue_getsets,
};

/* --- SimpleQueue. Who waits counts itself in before it looks for the last time; who puts looks at
   that count afterwards. --- */

typedef struct simple_queue {
  wf_object head;
  wf_value items; /* a deque */
  _Atomic(uint32_t) waiting;
} simple_queue;

static simple_queue *to_simple(wf_value v) { return (simple_queue *)(uintptr_t)v; }

static wf_value simple_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!WF_BIND("SimpleQueue", "()", args, npos, kwnames, (wf_value *)NULL)) return WF_ERROR;
  simple_queue *q = wf_object_new(cls);
  q->items = wf_deque_new();
  return wf_from_object(q);
}

static bool is_empty(void *q) { return wf_deque_length(((simple_queue *)q)->items) == 0; }

/* An item; WF_EMPTY when time is up; WF_ERROR. */
static wf_value wait_for_item(simple_queue *q, int64_t deadline) {
  for (;;) {
    wf_value item = wf_deque_popleft(q->items);
    if (item != WF_EMPTY) return item;
    enum wf_park_result result = wf_park(&q->waiting, is_empty, q, deadline, true,
                                         WF_WAIT_FOR(QUEUE, wf_from_object(q), NULL));
    if (!wf_poll(wf_self)) {
      if (result == WF_PARK_WOKEN) wf_wake(&q->waiting, 1); /* the item is for the next one */
      return WF_ERROR;
    }
    if (result == WF_PARK_TIMEOUT) return wf_deque_popleft(q->items);
  }
}

WF_NATIVE(simple_put) {
  simple_queue *q = to_simple(args[0]);
  if (!wf_deque_append(q->items, args[1])) return WF_ERROR;
  /* changed by nothing: but what was put is seen by whoever counts itself in after this */
  if (atomic_fetch_add(&q->waiting, 0)) wf_wake(&q->waiting, 1);
  return WF_NONE;
}

static wf_value take(simple_queue *q, int64_t deadline) {
  wf_value item = wf_deque_popleft(q->items);
  if (item == WF_EMPTY && deadline != 0) {
    atomic_fetch_add(&q->waiting, 1);
    item = wait_for_item(q, deadline);
    atomic_fetch_sub(&q->waiting, 1);
  }
  return item == WF_EMPTY ? raise_class(&defined.empty) : item;
}

WF_NATIVE(simple_get) {
  int64_t deadline = -1;
  if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY) && !deadline_of(args[1], args[2], &deadline))
    return WF_ERROR;
  return take(to_simple(args[0]), deadline);
}

WF_NATIVE(simple_get_nowait) { return take(to_simple(args[0]), 0); }
WF_NATIVE(simple_empty) { return wf_bool(is_empty(to_simple(args[0]))); }
WF_NATIVE(simple_size) {
  return wf_small_int((int64_t)wf_deque_length(to_simple(args[0])->items));
}
WF_NATIVE(simple_class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

static const wf_native_def simple_methods[] = {
    {"put", simple_put, "(self, item, block=True, timeout=None)",
     "Put an object into the queue. It never waits; block and timeout are there for those who are "
     "used to Queue.", 0},
    {"put_nowait", simple_put, "(self, item)", "put(), under the name that Queue has.", 0},
    {"get", simple_get, "(self, block=True, timeout=None)",
     "Take the next object out of the queue. While there is none, wait, for timeout seconds at "
     "most; then, or at once without block, raise Empty.", WF_FN_WAITS},
    {"get_nowait", simple_get_nowait, "(self)", "get() without waiting.", 0},
    {"empty", simple_empty, "(self)", "Is nothing there?", 0},
    {"qsize", simple_size, "(self)", "About how many objects wait.", 0},
    {"__class_getitem__", simple_class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS},
    {0},
};

static wf_type simple_type = {
    .name = "_queue.SimpleQueue",
    .doc = "First in, first out, without a limit. put() may be called at any point, also in a "
           "finalizer or a signal handler that interrupts another put() or get() of the same "
           "thread.",
    .signature = "()",
    .instance_size = sizeof(simple_queue),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .slots = {.new = simple_new},
    .methods = simple_methods,
};

/* --- The module --- */

WF_NATIVE(queue_define) {
  if (!wf_is_type(args[0])) return wf_raise(&wf_exc_TypeError, "a class is needed");
  wf_slot_set(&defined.queue, args[0]);
  for (size_t i = 0; i < 3; i++)
    wf_slot_set(&defined.order[i],
                wf_type_lookup(wf_to_type(args[0]), wf_str_intern_c(order_names[i])));
  atomic_store(&defined.checked, UINT64_MAX);
  return WF_NONE;
}

static const wf_native_def functions[] = {
    {"_define", queue_define, "(queue, /)",
     "Tell what the module queue has defined.", 0},
    {0},
};

static bool add_exception(wf_value module, wf_slot *slot, const char *name, const char *from,
                          const char *doc) {
  wf_value bases = wf_tuple_of(1, wf_from_type(&wf_exc_Exception));
  return wf_exception_make_class(slot, from, name, bases, doc) &&
         wf_module_add(module, name, wf_slot_acquire(slot));
}

static bool init(wf_value module) {
  if (!add_exception(module, &defined.empty, "Empty", "_queue",
                     "Nothing was there to get (in time).") ||
      !add_exception(module, &defined.full, "Full", "queue",
                     "There was no room to put something (in time).") ||
      !add_exception(module, &defined.shutdown, "ShutDown", "queue",
                     "The queue was shut down: nothing can be put, and nothing is left to get."))
    return false;
  return wf_module_add_type(module, &queue_type) && wf_module_add_type(module, &simple_type);
}

const wf_module_def wf_queue_module = {
    .name = "_queue",
    .doc = "The native part of queue.",
    .functions = functions,
    .init = init,
};
