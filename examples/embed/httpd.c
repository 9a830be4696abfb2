/* An HTTP server: libmicrohttpd's own threads call a script's handle(request), all at once.

       httpd SCRIPT [PORT [THREADS [SECONDS]]]

   SIGHUP loads the script again: requests under way finish with the functions that they began with.
   SIGTERM ends the server: it takes no new connections, every request that it has accepted is
   answered, by the script or with 503, and the runtime ends after the last of them, or after so
   many seconds (10): whoever is still in the script then is brought back, and answers 503. */
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <weft.h>

#if MHD_VERSION >= 0x00097002
typedef enum MHD_Result answer_t;
#else
typedef int answer_t;
#endif

static const char *script;
static weft_handle *_Atomic handler; /* the function; replaced whole, see load() */
static atomic_long accepted, answered, dropped; /* requests */
static atomic_int ending;

/* --- The script --- */

static char *read_file(const char *path) {
  FILE *f = fopen(path, "rb");
  char *text = NULL;
  size_t size = 0, got;
  if (!f) return NULL;
  do {
    char *more = realloc(text, size + 65537);
    if (!more) break;
    text = more;
    got = fread(text + size, 1, 65536, f);
    size += got;
  } while (got == 65536);
  if (text) text[size] = 0;
  fclose(f);
  return text;
}

/* Handles of earlier versions are kept: a request may be about to read one. There are as many as
   there were reloads. */
static int load(void) {
  weft_value module, function;
  weft_handle *handle;
  char *source = read_file(script);
  if (!source) {
    perror(script);
    return 0;
  }
  weft_status status = weft_load_source("handlers", source, script, &module);
  free(source);
  if (status == WEFT_OK) status = weft_attribute_get(module, "handle", &function);
  if (status == WEFT_OK) status = weft_handle_new(function, &handle);
  if (status == WEFT_OK) atomic_store(&handler, handle);
  else if (status == WEFT_END) fprintf(stderr, "%s: there is no function handle\n", script);
  else weft_exception_print(); /* the version before goes on */
  return status == WEFT_OK;
}

/* --- Requests --- */

typedef struct request {
  char *body;
  size_t size;
} request;

static weft_status set_text(weft_value dict, const char *key, const char *text, size_t size) {
  weft_value k, v;
  weft_status status = weft_str_new(key, strlen(key), &k);
  if (status == WEFT_OK) status = weft_str_new(text, size, &v);
  return status == WEFT_OK ? weft_item_set(dict, k, v) : status;
}

static weft_status make_request(const request *r, const char *url, const char *method,
                                weft_value *dict) {
  weft_value k, v;
  weft_status status = weft_dict_new(dict);
  if (status == WEFT_OK) status = set_text(*dict, "method", method, strlen(method));
  if (status == WEFT_OK) status = set_text(*dict, "path", url, strlen(url));
  if (status == WEFT_OK) status = weft_str_new("body", 4, &k);
  if (status == WEFT_OK) status = weft_bytes_new(r->body, r->size, &v);
  return status == WEFT_OK ? weft_item_set(*dict, k, v) : status;
}

/* handle(request) returns a str or bytes, or (status, str or bytes). */
static weft_status read_answer(weft_value v, unsigned *code, const void **body, size_t *size) {
  weft_kind kind;
  int64_t number;
  weft_value part = v;
  weft_status status = weft_kind_get(v, &kind);
  if (status == WEFT_OK && kind == WEFT_KIND_TUPLE) {
    status = weft_list_get(v, 0, &part);
    if (status == WEFT_OK) status = weft_int_get(part, &number);
    if (status == WEFT_OK) *code = (unsigned)number;
    if (status == WEFT_OK) status = weft_list_get(v, 1, &part);
    if (status == WEFT_END) return weft_raise("ValueError", "the answer needs two parts");
    if (status == WEFT_OK) status = weft_kind_get(part, &kind);
  }
  if (status != WEFT_OK) return status;
  return kind == WEFT_KIND_BYTES ? weft_bytes_get(part, body, size)
                                 : weft_str_get(part, (const char **)(void *)body, size);
}

static weft_status call_script(const request *r, const char *url, const char *method,
                               unsigned *code, struct MHD_Response **response) {
  weft_value function, argument, answer;
  const void *body = NULL;
  size_t size = 0;
  weft_status status = weft_handle_get(atomic_load(&handler), &function);
  if (status == WEFT_OK) status = make_request(r, url, method, &argument);
  if (status == WEFT_OK) status = weft_call(function, &argument, 1, &answer);
  if (status == WEFT_OK) status = read_answer(answer, code, &body, &size);
  if (status == WEFT_OK) /* the copy is made while the answer is alive */
    *response = MHD_create_response_from_buffer(size, (void *)(uintptr_t)body,
                                                MHD_RESPMEM_MUST_COPY);
  return status;
}

static answer_t answer(struct MHD_Connection *connection, const request *r, const char *url,
                       const char *method) {
  static char failed[] = "error in the script\n", over[] = "the server is ending\n";
  struct MHD_Response *response = NULL;
  unsigned code = 200;
  weft_status status = call_script(r, url, method, &code, &response);
  if (status == WEFT_ERR_EXCEPTION) weft_exception_print();
  if (status == WEFT_ERR_FINALIZED) {
    code = 503;
    response = MHD_create_response_from_buffer(sizeof over - 1, over, MHD_RESPMEM_PERSISTENT);
  } else if (status != WEFT_OK) {
    code = 500;
    response = MHD_create_response_from_buffer(sizeof failed - 1, failed, MHD_RESPMEM_PERSISTENT);
  }
  if (!response) return MHD_NO;
  if (atomic_load(&ending)) MHD_add_response_header(response, "Connection", "close");
  answer_t queued = MHD_queue_response(connection, code, response);
  MHD_destroy_response(response);
  return queued;
}

/* Called for the head of a request, for each part of its body, and at its end. */
static answer_t on_request(void *data, struct MHD_Connection *connection, const char *url,
                           const char *method, const char *version, const char *upload,
                           size_t *upload_size, void **state) {
  request *r = *state;
  (void)data, (void)version;
  if (!r) {
    *state = r = calloc(1, sizeof *r);
    if (r) atomic_fetch_add(&accepted, 1);
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
  (void)data, (void)connection;
  if (!r) return;
  free(r->body);
  free(r);
  *state = NULL;
  atomic_fetch_add(code == MHD_REQUEST_TERMINATED_COMPLETED_OK ? &answered : &dropped, 1);
}

/* --- The server --- */

static void wait_for_requests(int seconds) {
  struct timespec moment = {0, 5000000};
  for (int i = 0; i < seconds * 200; i++) {
    if (atomic_load(&answered) + atomic_load(&dropped) == atomic_load(&accepted)) return;
    nanosleep(&moment, NULL);
  }
}

static struct MHD_Daemon *listen_on(unsigned short port, unsigned threads) {
  return MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, port, NULL, NULL,
                          on_request, NULL, MHD_OPTION_THREAD_POOL_SIZE, threads,
                          MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
}

/* The argument at index, a number from 0 to most, or what stands for it when it is not given. */
static int number_argument(char **argv, int argc, int index, int most, int otherwise) {
  if (index >= argc) return otherwise;
  char *end;
  long number = strtol(argv[index], &end, 10);
  if (end != argv[index] && !*end && number >= 0 && number <= most) return (int)number;
  fprintf(stderr, "httpd: %s is not a number from 0 to %d\n", argv[index], most);
  exit(2);
}

int main(int argc, char **argv) {
  if (argc < 2 || argc > 5) {
    fprintf(stderr, "usage: httpd SCRIPT [PORT [THREADS [SECONDS]]]\n");
    return 2;
  }
  script = argv[1];
  int port = number_argument(argv, argc, 2, 65535, 8080);
  int threads = number_argument(argv, argc, 3, 1000, 2);
  int seconds = number_argument(argv, argc, 4, 3600, 10);
  sigset_t signals; /* taken one at a time by this thread; no other gets them */
  sigemptyset(&signals);
  sigaddset(&signals, SIGHUP);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  signal(SIGPIPE, SIG_IGN);

  if (weft_initialize(NULL) != WEFT_OK || !load()) return 1;
  struct MHD_Daemon *daemon = listen_on((unsigned short)port, (unsigned)threads);
  if (!daemon) {
    fprintf(stderr, "httpd: cannot listen\n");
    return 1;
  }
  printf("listening on port %u\n",
         (unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  fflush(stdout);
  int number;
  while (sigwait(&signals, &number) == 0 && number == SIGHUP) {
    printf(load() ? "loaded again\n" : "not loaded\n");
    fflush(stdout);
  }
  atomic_store(&ending, 1);
  MHD_socket listener = MHD_quiesce_daemon(daemon);
  wait_for_requests(seconds);
  int status = weft_finalize();
  wait_for_requests(2); /* those that came back are answered */
  MHD_stop_daemon(daemon);
  if (listener != MHD_INVALID_SOCKET) close(listener);
  printf("ended: %ld requests accepted, %ld answered, %ld dropped\n", atomic_load(&accepted),
         atomic_load(&answered), atomic_load(&dropped));
  return status;
}
