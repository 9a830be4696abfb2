/* Reading the command line: CPython's options, as far as they mean something here. */
#include <config.h>

#include "interp/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/deadlock.h"
#include "runtime/int.h"
#include "runtime/lifecycle.h"
#include "runtime/siphash.h"

static const char usage_line[] =
    "usage: weft [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";

void wf_options_print_usage(void) {
  fputs(usage_line, stdout);
  fputs("Options:\n"
        "-c cmd : run the program text given as an argument (ends the option list)\n"
        "-m mod : run a library module as a script (ends the option list)\n"
        "file   : run a script file\n"
        "-      : read the program from standard input (the default; a prompt on a terminal)\n"
        "-i     : give a prompt after running the script\n"
        "-q     : no banner at the prompt\n"
        "-u     : do not buffer standard output and standard error\n"
        "-E     : ignore WEFT* environment variables\n"
        "-I     : isolated: -E, -P and -s\n"
        "-P     : do not put the script's folder on sys.path\n"
        "-O     : remove assert statements and code under __debug__; -OO: docstrings too\n"
        "-W arg : warning control: action:message:category:module:lineno\n"
        "-X opt : set an implementation option, see weft(1):\n"
        "         threads: show all threads when the main program ends and others still run\n"
        "         deadlock=report|abort|raise|off: when no thread can go on (the default: abort)\n"
        "         faulthandler: show the stacks when the process crashes\n"
        "-b     : warn about comparing bytes with str; -bb: raise\n"
        "-x     : leave out the first line of the file\n"
        "-B -R -S -d -s -v : accepted\n"
        "--dis  : show the bytecode of the script instead of running it\n"
        "-V     : print the version and exit (also --version)\n"
        "-h     : print this help and exit (also --help)\n",
        stdout);
}

static int bad(const char *format, const char *what) {
  fprintf(stderr, format, what);
  fputs(usage_line, stderr);
  fputs("Try `weft -h' for more information.\n", stderr);
  return 2;
}

#define MOST_OPTIONS 64
static const char *warn_options[MOST_OPTIONS + 1], *x_options[MOST_OPTIONS + 1];
static int warn_count, x_count;

/* The value of an option letter: the rest of this argument, or the next one. */
static const char *value_of(int argc, char **argv, int *index, const char *rest) {
  if (*rest) return rest;
  return *index + 1 < argc ? argv[++*index] : NULL;
}

static int long_option(const char *name, struct wf_options *o) {
  if (!strcmp(name, "--version")) o->kind = WF_RUN_VERSION;
  else if (!strcmp(name, "--help")) o->kind = WF_RUN_HELP;
  else if (!strcmp(name, "--dis")) o->disassemble = true;
  else return bad("unknown option %s\n", name);
  return 0;
}

static void simple_letter(char letter, struct wf_options *o) {
  switch (letter) {
  case 'i': o->inspect = true; wf_config.inspect = wf_config.interactive = true; break;
  case 'q': wf_config.quiet = true; break;
  case 'u': wf_config.unbuffered = true; break;
  case 'E': wf_config.ignore_environment = true; break;
  case 'P': wf_config.safe_path = true; break;
  case 'I':
    wf_config.isolated = wf_config.ignore_environment = wf_config.no_user_site = true;
    wf_config.safe_path = true;
    break;
  case 'O': wf_config.optimize++; break;
  case 'b': wf_config.bytes_warning++; break;
  case 'B': wf_config.dont_write_bytecode = true; break;
  case 's': wf_config.no_user_site = true; break;
  case 'v': wf_config.verbose++; break;
  case 'x': o->skip_first_line = true; break;
  case 'V': o->kind = WF_RUN_VERSION; o->version_level++; break;
  case 'h': case '?': o->kind = WF_RUN_HELP; break;
  }
}

static int keep(const char **list, int *count, const char *value) {
  if (*count == MOST_OPTIONS) return bad("too many options: %s\n", value);
  list[(*count)++] = value;
  return 0;
}

static bool deadlock_mode(const char *mode) {
  static const char *const modes[] = {
      [WF_DEADLOCK_REPORT] = "report", [WF_DEADLOCK_ABORT] = "abort",
      [WF_DEADLOCK_RAISE] = "raise", [WF_DEADLOCK_OFF] = "off"};
  for (int i = 0; i < (int)(sizeof modes / sizeof *modes); i++) {
    if (strcmp(mode, modes[i]) != 0) continue;
    wf_config.deadlock = i;
    return true;
  }
  bad("bad value for -X deadlock: %s (it is report, abort, raise or off)\n", mode);
  return false;
}

/* -X int_max_str_digits=N; as sys.set_int_max_str_digits takes it. */
static bool digits_limit(const char *text) {
  char *end;
  long limit = strtol(text, &end, 10);
  if (!*text || *end || limit != (int)limit || !wf_int_is_digits_limit((int)limit)) {
    bad("bad value for -X int_max_str_digits: %s (it is 0, for no limit, or at least 640)\n",
        text);
    return false;
  }
  wf_config.has_digits_limit = true;
  wf_config.digits_limit = (int)limit;
  return true;
}

static bool utf8_mode(const char *value) {
  if (*value && strcmp(value, "=0") != 0 && strcmp(value, "=1") != 0)
    return bad("bad value for -X utf8%s (it is 0 or 1)\n", value), false;
  wf_config.utf8_mode = value[0] && value[1] == '0' ? 0 : 1;
  return true;
}

/* An option of -X that means something here; others are kept in sys._xoptions all the same. */
static bool x_option(const char *value, struct wf_options *o) {
  if (!strcmp(value, "dev")) wf_config.dev_mode = true;
  if (!strcmp(value, "threads")) wf_config.show_threads = true;
  if (!strcmp(value, "faulthandler")) o->faulthandler = true;
  if (!strncmp(value, "deadlock=", 9)) return deadlock_mode(value + 9);
  if (!strncmp(value, "int_max_str_digits=", 19)) return digits_limit(value + 19);
  if (!strncmp(value, "utf8", 4) && (!value[4] || value[4] == '=')) return utf8_mode(value + 4);
  return true;
}

/* One argument of letters. Returns -1 to go on, else an exit status; *done ends the options. */
static int letters(int argc, char **argv, int *index, struct wf_options *o, bool *done) {
  for (const char *p = argv[*index] + 1; *p; p++) {
    if (strchr("iquEPIObBsvVh?dRSx", *p)) {
      simple_letter(*p, o);
      continue;
    }
    if (!strchr("cmWX", *p)) {
      char text[3] = {'-', *p, 0};
      return bad("Unknown option: %s\n", text);
    }
    char letter = *p, text[2] = {letter, 0};
    const char *value = value_of(argc, argv, index, p + 1);
    if (!value) return bad("Argument expected for the -%s option\n", text);
    if (letter == 'W') return keep(warn_options, &warn_count, value) ? 2 : -1;
    if (letter == 'X')
      return !x_option(value, o) || keep(x_options, &x_count, value) ? 2 : -1;
    o->kind = letter == 'c' ? WF_RUN_CODE : WF_RUN_MODULE;
    o->target = value;
    *done = true;
    return -1;
  }
  return -1;
}

/* -X dev asks for all warnings, before what -W says; -b has the last word. */
static int begin_and_end_warnings(void) {
  if (wf_config.dev_mode) {
    if (keep(warn_options, &warn_count, "default")) return 2;
    for (int i = warn_count - 1; i > 0; i--) warn_options[i] = warn_options[i - 1];
    warn_options[0] = "default";
  }
  if (!wf_config.bytes_warning) return 0;
  return keep(warn_options, &warn_count,
              wf_config.bytes_warning > 1 ? "error::BytesWarning" : "default::BytesWarning");
}

#define REPORT_SECONDS 10
#define MOST_REPORT_SECONDS 1e9

static bool read_report_time(const char *text) {
  char *end;
  double seconds = text && *text ? strtod(text, &end) : REPORT_SECONDS;
  if (text && *text && (*end || !(seconds >= 0 && seconds <= MOST_REPORT_SECONDS))) return false;
  wf_config.report = (int64_t)(seconds * 1e9);
  return true;
}

/* 0, or the exit status. */
static int read_environment(struct wf_options *o) {
  const char *report = wf_config.ignore_environment ? NULL : getenv("WEFT_SHUTDOWN_REPORT");
  if (!read_report_time(report))
    return bad("WEFT_SHUTDOWN_REPORT is %s; it is a number of seconds, 0 for no report\n", report);
  if (wf_config.ignore_environment) return 0;
  const char *seed = getenv("WEFT_HASHSEED");
  if (!wf_siphash_seed_is_good(seed))
    return bad("WEFT_HASHSEED is %s; it is \"random\" or an integer in range [0; 4294967295]\n",
               seed);
  if (getenv("WEFTUNBUFFERED") && *getenv("WEFTUNBUFFERED")) wf_config.unbuffered = true;
  if (getenv("WEFTINSPECT") && *getenv("WEFTINSPECT")) o->inspect = true;
  if (getenv("WEFTFAULTHANDLER") && *getenv("WEFTFAULTHANDLER")) o->faulthandler = true;
  const char *optimize = getenv("WEFTOPTIMIZE");
  if (optimize && *optimize && !wf_config.optimize)
    wf_config.optimize = atoi(optimize) > 0 ? atoi(optimize) : 1;
  return 0;
}

int wf_options_read(int argc, char **argv, struct wf_options *o) {
  *o = (struct wf_options){.kind = WF_RUN_STDIN};
  warn_count = x_count = 0;
  int i = 1;
  bool done = false;
  wf_config.deadlock = WF_DEADLOCK_ABORT;
  for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
    if (!strcmp(argv[i], "--")) {
      i++;
      break;
    }
    int status = argv[i][1] == '-' ? (long_option(argv[i], o) ? 2 : -1)
                                   : letters(argc, argv, &i, o, &done);
    if (status >= 0) return status;
  }
  if (!done && i < argc) {
    o->target = argv[i];
    if (o->kind == WF_RUN_STDIN && strcmp(argv[i], "-") != 0) o->kind = WF_RUN_FILE;
    i++;
  }
  o->rest = i;
  if (begin_and_end_warnings()) return 2;
  warn_options[warn_count] = x_options[x_count] = NULL;
  wf_config.warn_options = warn_options;
  wf_config.x_options = x_options;
  return read_environment(o);
}
