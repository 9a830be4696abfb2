/* The HTTP server around a script, whichever language that is in: examples/embed/httpd.c without
   reloads and an orderly end, so that the hosts differ in how they call the script alone.

       httpd_LANGUAGE SCRIPT [PORT [THREADS]]

   A host includes this and defines the three functions. */
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if MHD_VERSION >= 0x00097002
typedef enum MHD_Result answer_t;
#else
typedef int answer_t;
#endif

typedef struct request {
  char *body;
  size_t size;
} request;

/* Brings the language up, with the script; 0: it is said why not. */
static int open_script(const char *path);
/* Main thread, between that and the end: others may run scripts. */
static void let_others_run(void);
/* On a thread of the server: the answer, copied, or NULL after an error. */
static struct MHD_Response *call_script(const request *r, const char *url, const char *method,
                                        unsigned *code);

static struct MHD_Response *copied(const char *text, size_t size) {
  return MHD_create_response_from_buffer(size, (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
}

static answer_t answer(struct MHD_Connection *connection, const request *r, const char *url,
                       const char *method) {
  static const char failed[] = "error in the script\n";
  unsigned code = 200;
  struct MHD_Response *response = call_script(r, url, method, &code);
  if (!response) {
    code = 500;
    response = copied(failed, sizeof failed - 1);
  }
  answer_t queued = MHD_queue_response(connection, code, response);
  MHD_destroy_response(response);
  return queued;
}

static answer_t on_request(void *data, struct MHD_Connection *connection, const char *url,
                           const char *method, const char *version, const char *upload,
                           size_t *upload_size, void **state) {
  request *r = *state;
  (void)data, (void)version;
  if (!r) {
    *state = r = calloc(1, sizeof *r);
    return r ? MHD_YES : MHD_NO;
  }
  if (*upload_size) {
    char *more = realloc(r->body, r->size + *upload_size);
    if (!more) return MHD_NO;
    memcpy(more + r->size, upload, *upload_size);
    r->body = more;
    r->size += *upload_size;
    *upload_size = 0;
    return MHD_YES;
  }
  return answer(connection, r, url, method);
}

static void on_completed(void *data, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code) {
  request *r = *state;
  (void)data, (void)connection, (void)code;
  if (!r) return;
  free(r->body);
  free(r);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s SCRIPT [PORT [THREADS]]\n", argv[0]);
    return 2;
  }
  sigset_t signals;
  int number;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  signal(SIGPIPE, SIG_IGN);
  if (!open_script(argv[1])) return 1;
  struct MHD_Daemon *daemon = MHD_start_daemon(
      MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD,
      (unsigned short)(argc > 2 ? atoi(argv[2]) : 0), NULL, NULL, on_request, NULL,
      MHD_OPTION_THREAD_POOL_SIZE, (unsigned)(argc > 3 ? atoi(argv[3]) : 2),
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
  if (!daemon) {
    fprintf(stderr, "%s: cannot listen\n", argv[0]);
    return 1;
  }
  printf("listening on port %u\n",
         (unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  fflush(stdout);
  let_others_run();
  sigwait(&signals, &number);
  _exit(0); /* the end of the languages is not what is compared */
}

#endif
