/* The command line. */
#ifndef WF_OPTIONS_H
#define WF_OPTIONS_H

#include <stdbool.h>

enum wf_run_kind { WF_RUN_FILE, WF_RUN_CODE, WF_RUN_MODULE, WF_RUN_STDIN, WF_RUN_HELP,
                   WF_RUN_HELP_ENVIRONMENT, WF_RUN_HELP_X, WF_RUN_HELP_ALL };

struct wf_options {
  enum wf_run_kind kind;
  const char *target;  /* file, code or module name */
  bool disassemble;    /* --dis */
  bool inspect;        /* -i */
  bool skip_first_line; /* -x */
  bool faulthandler;   /* -X faulthandler, or -X dev */
  int version_level;   /* how many times -V: the version is printed instead of running anything */
  int rest;            /* index of the first argument after the target */
};

/* Reads argv into options and wf_config. 0, or the exit status after a message on stderr: 2 for
   what is no command line or a value that Weft's own options of -X cannot have, 1 for a value that
   CPython's options of -X or a variable cannot have. */
int wf_options_read(int argc, char **argv, struct wf_options *options);
void wf_options_print_usage(enum wf_run_kind which);

#endif
