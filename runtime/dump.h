/* What all threads do at one moment: where each is, what it waits for, who could end that.

   A dump is taken from outside the threads, while the collector holds them all still, so it is true
   of one moment; only the line of a thread that is running may be a little old. Nothing here runs
   script code, allocates from the script heap or waits for a lock that a thread may hold while it
   waits for something else. */
#ifndef WF_DUMP_H
#define WF_DUMP_H

#include <stdio.h>

#include "runtime/object.h"
#include "runtime/wait.h"

struct wf_thread;

typedef struct wf_dump_frame {
  wf_value filename, name; /* str */
  wf_value code, function;
  uint32_t place;          /* in the code */
  int line;
} wf_dump_frame;

typedef struct wf_dump_thread {
  uint64_t ident;
  wf_value object;           /* threading.Thread, or WF_EMPTY */
  wf_value handled;          /* the exception that it handles, or None */
  uint32_t life;
  bool is_main, is_foreign, is_outside;
  enum wf_wait_kind kind;
  wf_value waits_for;        /* or WF_EMPTY */
  uint64_t owner;            /* ident of who can end the wait; 0: who knows */
  int64_t since, deadline;
  size_t first_frame, frame_count; /* innermost first */
  bool is_cut;               /* there are more frames */
  size_t owner_index;        /* of dump.threads, or WF_DUMP_NOBODY */
  bool is_in_cycle, is_written; /* deadlock.c */
} wf_dump_thread;
#define WF_DUMP_NOBODY SIZE_MAX

/* In memory that the collector scans. */
typedef struct wf_dump {
  size_t thread_count, thread_room, frame_count, frame_room;
  int64_t time;
  bool main_has_ended;     /* it is about to wait for those that are no daemons */
  wf_dump_thread *threads; /* the first to run first */
  wf_dump_frame *frames;
  void *memory;            /* in which threads lies */
} wf_dump;

#define WF_DUMP_DEPTH 100 /* frames of a thread */

/* The calling thread is known to the collector. NULL: no memory. */
wf_dump *wf_dump_take(void);
void wf_dump_free(wf_dump *dump);

/* "MainThread", "Thread-1 (f)", and what follows it: (0x00007f...). */
void wf_dump_write_name(FILE *out, const wf_dump_thread *thread);
/* "waits for the lock <_thread.lock object at 0x...>, held by MainThread" */
void wf_dump_write_state(FILE *out, const wf_dump *dump, const wf_dump_thread *thread);
/* Heading, state, and each frame with its source line. */
void wf_dump_write_thread(FILE *out, const wf_dump *dump, const wf_dump_thread *thread);
/* Every thread, and who waits for each other in a circle, on standard error. The heading says when
   that is; the calling thread is known to the collector. */
void wf_dump_all(const char *heading);
/* The same by the main thread when its program has ended: it is shown as it is about to wait. */
void wf_dump_all_at_end(void);
/* Collects text for standard error, which the second writes with plain system calls: no thread can
   hold them up. NULL: no memory. */
FILE *wf_dump_open(char **text, size_t *size);
void wf_dump_close(FILE *out, char **text, size_t *size);
/* What is called, by whichever thread wrote it, after such text has come out. */
void wf_dump_on_written(void (*call)(void));

#endif
