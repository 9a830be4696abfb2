/* Reading the command line: CPython's options, as far as they mean something here. */
#include <config.h>

#include "interp/options.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/deadlock.h"
#include "runtime/int.h"
#include "runtime/lifecycle.h"
#include "runtime/siphash.h"

static const char usage_line[] =
    "usage: weft [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";

static void print_options(void) {
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
        "-X opt : set an implementation option (--help-xoptions shows them)\n"
        "-b     : warn about comparing bytes with str; -bb: raise\n"
        "-x     : leave out the first line of the file\n"
        "-B -R -S -d -s -t -v : accepted\n"
        "--check-hash-based-pycs always|default|never : accepted\n"
        "--dis  : show the bytecode of the script instead of running it\n"
        "-V     : print the version and exit (also --version); -VV: the compiler too\n"
        "-h     : print this help and exit (also --help)\n"
        "--help-env      : print what environment variables mean\n"
        "--help-xoptions : print the options of -X\n"
        "--help-all      : print all of these\n",
        stdout);
}

static void print_variables(void) {
  fputs("Environment variables (-E and -I ignore them):\n"
        "WEFTPATH             : folders and archives, separated by ':', to look for modules in\n"
        "WEFTSTARTUP          : a script that runs before the first prompt\n"
        "WEFTBREAKPOINT       : what breakpoint() calls: module.function; 0: nothing\n"
        "WEFTWARNINGS         : filters as for -W, separated by ','\n"
        "WEFTINSPECT          : not empty: -i\n"
        "WEFTUNBUFFERED       : not empty: -u\n"
        "WEFTSAFEPATH         : not empty: -P\n"
        "WEFTOPTIMIZE         : a number: so many times -O\n"
        "WEFTVERBOSE          : a number: so many times -v\n"
        "WEFTDEVMODE          : not empty: -X dev\n"
        "WEFTFAULTHANDLER     : not empty: -X faulthandler\n"
        "WEFTPROFILEIMPORTTIME: not empty: -X importtime\n"
        "WEFTINTMAXSTRDIGITS  : a number: -X int_max_str_digits\n"
        "WEFTUTF8             : 1 or 0: -X utf8\n"
        "WEFT_HASHSEED        : a number: hashes of strings are the same in every run\n"
        "WEFT_HISTORY         : the file of lines typed at the prompt\n"
        "WEFT_SHUTDOWN_REPORT : seconds until an exit that lasts says what it waits for\n"
        "NO_COLOR             : not empty: no colours on a terminal\n",
        stdout);
}

static void print_x_options(void) {
  fputs("Options of -X:\n"
        "-X threads: show all threads when the main program ends and others still run\n"
        "-X deadlock=report|abort|raise|off: no thread can go on (abort; at the prompt raise)\n"
        "-X faulthandler: show the stacks when the process crashes\n"
        "-X importtime: show how long each import takes\n"
        "-X dev: all warnings, and faulthandler\n"
        "-X utf8[=0|1]: streams take any bytes\n"
        "-X int_max_str_digits=N: the longest int that is turned into text, 0 for any\n"
        "Others are kept in sys._xoptions.\n",
        stdout);
}

void wf_options_print_usage(enum wf_run_kind which) {
  bool all = which == WF_RUN_HELP_ALL;
  if (all || which == WF_RUN_HELP) print_options();
  if (all) putchar('\n');
  if (all || which == WF_RUN_HELP_ENVIRONMENT) print_variables();
  if (all) putchar('\n');
  if (all || which == WF_RUN_HELP_X) print_x_options();
}

static int bad(const char *format, const char *what) {
  fprintf(stderr, format, what);
  fputs(usage_line, stderr);
  fputs("Try `weft -h' for more information.\n", stderr);
  return 2;
}

/* A value that an option cannot have. */
static bool bad_value(const char *format, const char *value) {
  fprintf(stderr, format, value);
  return false;
}

/* Words with a NULL behind the last, once there has been any. */
struct words {
  const char **items;
  int count, room;
};
static struct words warn_options, x_options, all_warn_options;

/* 0, or the exit status. */
static int keep(struct words *list, const char *word) {
  if (list->count + 1 >= list->room) {
    int room = list->room ? list->room * 2 : 16;
    const char **items = realloc(list->items, sizeof *items * (size_t)room);
    if (!items) return fputs("weft: there is too little memory\n", stderr), 1;
    list->items = items;
    list->room = room;
  }
  list->items[list->count++] = word;
  list->items[list->count] = NULL;
  return 0;
}

/* The value of an option letter: the rest of this argument, or the next one. */
static const char *value_of(int argc, char **argv, int *index, const char *rest) {
  if (*rest) return rest;
  return *index + 1 < argc ? argv[++*index] : NULL;
}

/* There are no pycs: the option means nothing. Returns as letters() does. */
static int check_pycs(const char *mode) {
  if (!mode) return bad("Argument expected for the %s option\n", "--check-hash-based-pycs");
  if (!strcmp(mode, "always") || !strcmp(mode, "default") || !strcmp(mode, "never")) return -1;
  return bad("--check-hash-based-pycs must be 'default', 'always' or 'never', not '%s'\n", mode);
}

/* Returns as letters() does. Help ends the reading: nothing behind it is looked at. */
static int long_option(int argc, char **argv, int *index, struct wf_options *o) {
  static const struct { const char *name; enum wf_run_kind kind; } kinds[] = {
      {"--help", WF_RUN_HELP},
      {"--help-env", WF_RUN_HELP_ENVIRONMENT}, {"--help-xoptions", WF_RUN_HELP_X},
      {"--help-all", WF_RUN_HELP_ALL}};
  const char *name = argv[*index];
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(name, kinds[i].name) != 0) continue;
    o->kind = kinds[i].kind;
    return 0;
  }
  if (!strcmp(name, "--check-hash-based-pycs"))
    return check_pycs(*index + 1 < argc ? argv[++*index] : NULL);
  if (!strcmp(name, "--dis")) o->disassemble = true;
  else if (!strcmp(name, "--version")) o->version_level++;
  else return bad("unknown option %s\n", name);
  return -1;
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
  case 'V': o->version_level++; break;
  }
}

static bool deadlock_is_given;

/* 0, or the exit status. */
static int deadlock_mode(const char *mode) {
  static const char *const modes[] = {
      [WF_DEADLOCK_REPORT] = "report", [WF_DEADLOCK_ABORT] = "abort",
      [WF_DEADLOCK_RAISE] = "raise", [WF_DEADLOCK_OFF] = "off"};
  for (int i = 0; i < (int)(sizeof modes / sizeof *modes); i++) {
    if (strcmp(mode, modes[i]) != 0) continue;
    wf_config.deadlock = i;
    deadlock_is_given = true;
    return 0;
  }
  return bad("bad value for -X deadlock: %s (it is report, abort, raise or off)\n", mode);
}

/* 0, or the exit status. */
static int threads_mode(const char *value) {
  if (value) return bad("bad value for -X threads: %s (it takes none)\n", value);
  wf_config.show_threads = true;
  return 0;
}

static const char *is_set(const char *name) {
  const char *value = getenv(name);
  return value && *value ? value : NULL;
}

static const char *digits_option; /* of -X int_max_str_digits, the first; NULL: none */

/* As sys.set_int_max_str_digits takes it; "" is 0. */
static bool digits_limit(const char *format, const char *text) {
  char *end;
  long limit = strtol(text, &end, 10);
  if (*end || limit != (int)limit || !wf_int_is_digits_limit((int)limit)) {
    return bad_value(format, text);
  }
  wf_config.has_digits_limit = true;
  wf_config.digits_limit = (int)limit;
  return true;
}

/* Once all options are known: a version is told whatever the limit is. 0, or the exit status. */
static int read_digits_limits(void) {
  const char *digits = wf_config.ignore_environment ? NULL : is_set("WEFTINTMAXSTRDIGITS");
  if (digits &&
      !digits_limit("WEFTINTMAXSTRDIGITS is %s; it is 0, for no limit, or at least 640\n", digits))
    return 1;
  return digits_option &&
         !digits_limit("bad value for -X int_max_str_digits: %s (it is 0, for no limit, or at "
                       "least 640)\n",
                       digits_option);
}

static bool utf8_is_given;

/* value: "", "=0" or "=1" */
static bool utf8_mode(const char *value) {
  if (*value && strcmp(value, "=0") != 0 && strcmp(value, "=1") != 0)
    return bad_value("bad value for -X utf8%s (it is 0 or 1)\n", value);
  utf8_is_given = true;
  wf_config.utf8_mode = !(value[0] && value[1] == '0');
  return true;
}

/* An option of -X that means something here; others are kept in sys._xoptions all the same.
   Of CPython's, those that are either on or off are on whatever their value is. 0, or the exit
   status. */
static int x_option(const char *option, struct wf_options *o) {
  size_t size = strcspn(option, "=");
  const char *value = option[size] ? option + size + 1 : NULL;
#define IS(name) (size == sizeof name - 1 && !memcmp(option, name, size))
  if (IS("dev")) wf_config.dev_mode = true;
  if (IS("faulthandler")) o->faulthandler = true;
  if (IS("importtime")) wf_config.import_time = true;
  if (IS("threads")) return threads_mode(value);
  if (IS("deadlock")) return deadlock_mode(value ? value : "none");
  if (IS("int_max_str_digits") && !digits_option) digits_option = value ? value : "none";
  if (IS("utf8")) return !utf8_mode(option + size);
#undef IS
  return 0;
}

/* One argument of letters. Returns -1 to go on, else an exit status: 0 when help is asked for.
   *done ends the options. */
static int letters(int argc, char **argv, int *index, struct wf_options *o, bool *done) {
  for (const char *p = argv[*index] + 1; *p; p++) {
    if (*p == 'h' || *p == '?') {
      o->kind = WF_RUN_HELP;
      return 0;
    }
    if (strchr("iquEPIObBsvVdRStx", *p)) {
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
    if (letter == 'W') return keep(&warn_options, value) ? 1 : -1;
    if (letter == 'X') {
      int status = x_option(value, o);
      if (!status) status = keep(&x_options, value);
      return status ? status : -1;
    }
    o->kind = letter == 'c' ? WF_RUN_CODE : WF_RUN_MODULE;
    o->target = value;
    *done = true;
    return -1;
  }
  return -1;
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

/* A variable that stands for a letter given once, or as many times as it says. */
static void at_least_as(const char *name, int *times) {
  const char *value = is_set(name);
  long number = value ? strtol(value, NULL, 10) : 0;
  int wanted = !value ? 0 : number > 0 && number <= INT_MAX ? (int)number : 1;
  if (wanted > *times) *times = wanted;
}

/* As in CPython, a filter that is there already keeps its place. */
static int add_filter(const char *filter) {
  for (int i = 0; i < all_warn_options.count; i++)
    if (!strcmp(all_warn_options.items[i], filter)) return 0;
  return keep(&all_warn_options, filter);
}

static int add_environment_filters(void) {
  const char *value = wf_config.ignore_environment ? NULL : is_set("WEFTWARNINGS");
  static char *copy; /* the filters are parts of it */
  free(copy);
  char *rest = copy = value ? strdup(value) : NULL;
  for (char *filter; rest && (filter = strsep(&rest, ","));)
    if (*filter && add_filter(filter)) return 1;
  return 0;
}

/* From the weakest to the strongest: -X dev, the environment, -W, -b. 0, or the exit status. */
static int collect_filters(void) {
  if (wf_config.dev_mode && add_filter("default")) return 1;
  if (add_environment_filters()) return 1;
  for (int i = 0; i < warn_options.count; i++)
    if (add_filter(warn_options.items[i])) return 1;
  if (!wf_config.bytes_warning) return 0;
  return add_filter(wf_config.bytes_warning > 1 ? "error::BytesWarning"
                                                : "default::BytesWarning");
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
  if (is_set("WEFTUNBUFFERED")) wf_config.unbuffered = true;
  if (is_set("WEFTSAFEPATH")) wf_config.safe_path = true;
  if (is_set("WEFTINSPECT")) o->inspect = true;
  if (is_set("WEFTFAULTHANDLER")) o->faulthandler = true;
  if (is_set("WEFTPROFILEIMPORTTIME")) wf_config.import_time = true;
  if (is_set("WEFTDEVMODE")) wf_config.dev_mode = true;
  at_least_as("WEFTOPTIMIZE", &wf_config.optimize);
  at_least_as("WEFTVERBOSE", &wf_config.verbose);
  const char *utf8 = is_set("WEFTUTF8");
  if (utf8 && strcmp(utf8, "0") != 0 && strcmp(utf8, "1") != 0)
    return !bad_value("WEFTUTF8 is %s; it is 0 or 1\n", utf8);
  if (utf8 && !utf8_is_given) utf8_mode(*utf8 == '0' ? "=0" : "=1");
  return 0;
}

/* Where the locale says nothing of an encoding, it is UTF-8, whatever bytes come. */
static bool is_plain_locale(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  const char *name = NULL;
  for (int i = 0; i < 3 && !(name && *name); i++) name = getenv(variables[i]);
  if (!name || !*name || !strcmp(name, "C") || !strcmp(name, "POSIX")) return true;
  locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
  if (locale) freelocale(locale);
  return !locale;
}

int wf_options_read(int argc, char **argv, struct wf_options *o) {
  *o = (struct wf_options){.kind = WF_RUN_STDIN};
  warn_options.count = x_options.count = all_warn_options.count = 0;
  utf8_is_given = deadlock_is_given = false;
  digits_option = NULL;
  int i = 1;
  bool done = false;
  wf_config.deadlock = WF_DEADLOCK_ABORT;
  for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
    if (!strcmp(argv[i], "--")) {
      i++;
      break;
    }
    int status = argv[i][1] == '-' ? long_option(argc, argv, &i, o)
                                   : letters(argc, argv, &i, o, &done);
    if (status >= 0) return status;
  }
  if (!done && i < argc) {
    o->target = argv[i];
    if (o->kind == WF_RUN_STDIN && strcmp(argv[i], "-") != 0) o->kind = WF_RUN_FILE;
    i++;
  }
  o->rest = i;
  int status = read_environment(o);
  if (!status && !o->version_level) status = read_digits_limits();
  if (status) return status;
  if (!utf8_is_given) wf_config.utf8_mode = is_plain_locale();
  /* What was typed at the prompt so far is not to be lost. */
  if (!deadlock_is_given && (o->inspect || (o->kind == WF_RUN_STDIN && isatty(0))))
    wf_config.deadlock = WF_DEADLOCK_RAISE;
  if (collect_filters()) return 1;
  wf_config.warn_options = all_warn_options.count ? all_warn_options.items : NULL;
  wf_config.x_options = x_options.count ? x_options.items : NULL;
  return 0;
}
