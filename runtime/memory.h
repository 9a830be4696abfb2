/* Memory: the one place that knows the collector (Boehm's, or none with --with-gc=none).

   All memory from here is zeroed, but for what says so. Small allocations never fail: when the
   system has no more, they come from a reserve and MemoryError is raised at the next safepoint;
   when that is used up too the process ends with a message. So only the functions whose size
   depends on data can fail; they return NULL with MemoryError pending, and every caller checks.

   Any thread that is registered (thread.h) may call everything here. Nothing here runs script code;
   finalizers run at safepoints only. Everything may collect. */
#ifndef WF_MEMORY_H
#define WF_MEMORY_H

#include "runtime/value.h"

#define WF_SMALL_SIZE 512 /* bytes; the largest size that the per-thread lists serve */

/* Fixed-size memory that may hold values and pointers. Never NULL. size: bytes, at most 4096. */
void *wf_alloc(size_t size);
/* The same for memory that never holds values or pointers. */
void *wf_alloc_atomic(size_t size);
/* Memory whose size depends on data; NULL with MemoryError pending when there is none. */
void *wf_alloc_var(size_t size);
void *wf_alloc_var_atomic(size_t size);
/* The same, not zeroed. */
void *wf_alloc_var_raw(size_t size);
/* May hold values and pointers, not zeroed: the caller fills all of it at once. Until then the
   collector takes what is in it for pointers. */
void *wf_alloc_var_unfilled(size_t size);
/* count * size bytes; also MemoryError when the product overflows. */
void *wf_alloc_array(size_t count, size_t size);
/* Gives back more than WF_SMALL_SIZE bytes that nobody else has seen: large arrays need not wait
   for the collector, and stale pointers to them keep nothing alive. */
void wf_free_array(void *array);
/* Memory that is scanned and lives until freed: thread states, handle tables. NULL on exhaustion.
 */
void *wf_alloc_root(size_t size);
void wf_free_root(void *block);

/* A collection that is to find everything, and what follows from it: runs script code. from: where
   the arguments of the native call under way end, behind which the script's registers are dead;
   or NULL. */
void wf_collect_garbage(const wf_value *from);
/* Before a long sleep, during a native call: what earlier calls have left in the calling thread's
   registers must not keep alive what could wake it when it dies. from: as above. */
void wf_forget_left_overs(const wf_value *from);
/* The same for what is below the native stack's top: frames of later calls have gaps. */
void wf_forget_native_left_overs(void);
/* A life is over: what it has left is room for the next, and for the host. */
void wf_collect_life(void);
/* finalizer(object) runs once, at a safepoint of some thread, after object became unreachable (it
   may use the object and everything it refers to; what it stores makes them live again). Several
   run in the order in which they were given, each once; of objects that died together the youngest
   goes first. */
void wf_memory_on_death(void *object, void (*finalizer)(void *object));
void wf_memory_off_death(void *object, void (*finalizer)(void *object)); /* takes this one back */
/* As the runtime ends: this finalizer now, for each object that it was given for and that has not
   died yet, oldest first. Once called, what dies later is left to the next call. */
void wf_memory_finalize_living(void (*finalizer)(void *object));
/* This one is not called now, but at those deaths. */
void wf_memory_leave_living(void (*finalizer)(void *object));
void wf_memory_forget_living(void); /* after the last of these calls */
/* *link holds ~(uintptr_t)object, hidden from the collector; it becomes 0 when object dies, before
   any finalizer of it runs. link lies inside a collected or root block. */
void wf_memory_weak_link(void **link, void *object);
void wf_memory_weak_unlink(void **link);
/* The object behind a weak link, kept alive by the return value, or NULL. */
void *wf_memory_weak_get(void **link);

void wf_memory_collect(void);       /* a full collection; finalizers become ready */
/* What has a finalizer by now lives as long as the runtime. */
void wf_memory_mark_deaths(void);
/* Was anything else given a finalizer since? */
bool wf_memory_has_more_deaths(void);
/* A full collection, if so. */
void wf_memory_collect_mortal(void);
void wf_memory_run_finalizers(void); /* runs those that are ready: script code may run */
size_t wf_memory_heap_size(void);
size_t wf_memory_used_size(void);
size_t wf_memory_collections(void);

void wf_memory_refill_reserve(void); /* after MemoryError was raised */
/* After a collection and that: is there memory again, so that what was asked for from the reserve
   needs no MemoryError? */
bool wf_memory_has_room(void);
bool wf_memory_init(void); /* once a process; false: no memory */
/* How large the heap may become, from the address space that is left: after a large part of that
   was mapped. Any thread. */
void wf_memory_bound_heap(void);
bool wf_memory_addresses_limited(void); /* by `ulimit -v' or its like */
/* Holds every other registered thread, and all allocation, until the second call. A registered
   thread; it must not allocate in between. Without a collector they do nothing. */
void wf_memory_stop_world(void);
void wf_memory_start_world(void);
/* function(data), which may sleep for long and touches no value: meanwhile the collector need not
   stop the calling thread, which it would have to wake up for that. */
void wf_memory_sleep(void (*function)(void *data), void *data);
/* What stops and starts a thread for the collector: signals that no thread that it knows, or comes
   to know, may block. 0: there are none. */
int wf_memory_stop_signal(void);
int wf_memory_start_signal(void);
/* The calling native thread enters / leaves the collector's list. */
bool wf_memory_register_thread(void);
/* Before a thread is made: if memory is limited, is there enough for its stack and for it to be
   registered, without taking what the collector needs for itself? */
bool wf_memory_has_thread_room(size_t stack_size);
void wf_memory_unregister_thread(void);
/* Around every fork(), by thread.c. */
void wf_memory_before_fork(void);
void wf_memory_after_fork(bool in_child);

#endif
