/* The module time. */
#include <config.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <time.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/environment.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/mutex.h"
#include "runtime/str.h"
#include "runtime/thread.h"

static wf_value read_clock(clockid_t id, bool as_ns) {
  struct timespec t;
  if (clock_gettime(id, &t) < 0) return wf_raise_errno(errno, WF_EMPTY);
  if (!as_ns) return wf_float_new((double)t.tv_sec + 1e-9 * (double)t.tv_nsec);
  return wf_int_new((int64_t)t.tv_sec * 1000000000 + t.tv_nsec);
}
#define CLOCK(name, id)                                                     \
  WF_NATIVE(time_##name) { return read_clock(id, false); }                  \
  WF_NATIVE(time_##name##_ns) { return read_clock(id, true); }
CLOCK(time, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(perf_counter, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)

WF_NATIVE(time_clock_gettime) {
  int id;
  return wf_arg_parsed_int(args[0], &id) ? read_clock((clockid_t)id, false) : WF_ERROR;
}
WF_NATIVE(time_clock_gettime_ns) {
  int id;
  return wf_arg_parsed_int(args[0], &id) ? read_clock((clockid_t)id, true) : WF_ERROR;
}
WF_NATIVE(time_clock_getres) {
  int id;
  struct timespec t;
  if (!wf_arg_parsed_int(args[0], &id)) return WF_ERROR;
  if (clock_getres((clockid_t)id, &t) < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_float_new((double)t.tv_sec + 1e-9 * (double)t.tv_nsec);
}

static wf_value set_clock(int id, struct timespec t) {
  return clock_settime((clockid_t)id, &t) < 0 ? wf_raise_errno(errno, WF_EMPTY) : WF_NONE;
}
WF_NATIVE(time_clock_settime) {
  int id;
  double seconds;
  if (!wf_arg_parsed_int(args[0], &id) || !wf_arg_double(args[1], &seconds)) return WF_ERROR;
  if (isnan(seconds)) return wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)");
  if (fabs(seconds) > 9e9)
    return wf_raise(&wf_exc_OverflowError, "timestamp too large to convert to C _PyTime_t");
  double whole = floor(seconds);
  return set_clock(id, (struct timespec){(time_t)whole, (long)((seconds - whole) * 1e9)});
}
WF_NATIVE(time_clock_settime_ns) {
  int id;
  int64_t ns;
  if (!wf_arg_parsed_int(args[0], &id) || !wf_arg_int64(args[1], &ns)) return WF_ERROR;
  int64_t rest = ns % 1000000000;
  if (rest < 0) rest += 1000000000;
  return set_clock(id, (struct timespec){(time_t)((ns - rest) / 1000000000), (long)rest});
}

static bool never(WF_UNUSED void *data) { return true; }

WF_NATIVE(time_sleep) {
  bool is_float = wf_is_float(args[0]), overflow = false;
  wf_value index = is_float ? WF_EMPTY : wf_index(args[0]);
  if (index == WF_ERROR) return WF_ERROR;
  double seconds = is_float ? wf_float_get(args[0]) : wf_int_to_double(index, &overflow);
  if (overflow) seconds = wf_int_sign(index) * HUGE_VAL;
  if (isnan(seconds)) return wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)");
  if (seconds < 0) return wf_raise(&wf_exc_ValueError, "sleep length must be non-negative");
  if (seconds > 9e9)
    return wf_raise(&wf_exc_OverflowError,
                    is_float ? "timestamp out of range for platform time_t"
                             : "timestamp too large to convert to C _PyTime_t");
  int64_t deadline = wf_monotonic() + (int64_t)(seconds * 1e9);
  wf_thread *t = wf_self;
  do {
    if (!wf_poll(t)) return WF_ERROR;
    if (wf_monotonic() >= deadline) return WF_NONE;
  } while (wf_park(&t->ident, never, NULL, deadline, true,
                   WF_WAIT_FOR(SLEEP, WF_EMPTY, NULL)) == WF_PARK_INTERRUPTED);
  return wf_poll(t) ? WF_NONE : WF_ERROR;
}

/* --- Calendar time --- */

static const char *const fields[] = {"tm_year",  "tm_mon",  "tm_mday",   "tm_hour",
                                     "tm_min",   "tm_sec",  "tm_wday",   "tm_yday",
                                     "tm_isdst", "tm_zone", "tm_gmtoff", NULL};
static const wf_record_def record = {"time.struct_time", "Broken-down time.", fields, 9};
static wf_type *struct_time;

static wf_value from_tm(const struct tm *t) {
  wf_value v[] = {wf_int_new((int64_t)t->tm_year + 1900),
                  wf_small_int(t->tm_mon + 1),
                  wf_small_int(t->tm_mday),
                  wf_small_int(t->tm_hour),
                  wf_small_int(t->tm_min),
                  wf_small_int(t->tm_sec),
                  wf_small_int((t->tm_wday + 6) % 7),
                  wf_small_int(t->tm_yday + 1),
                  wf_small_int(t->tm_isdst),
                  wf_str_from_c(t->tm_zone ? t->tm_zone : ""),
                  wf_int_new(t->tm_gmtoff)};
  return wf_record_new(struct_time, v, WF_COUNT(v));
}

static bool seconds_arg(wf_value v, time_t *out) {
  if (v == WF_EMPTY || v == WF_NONE) {
    *out = time(NULL);
    return true;
  }
  if (!wf_is_float(v)) {
    int64_t i;
    if ((v = wf_index(v)) == WF_ERROR) return false;
    if (!wf_int_to_int64(v, &i)) {
      wf_raise(&wf_exc_OverflowError, "timestamp out of range for platform time_t");
      return false;
    }
    *out = (time_t)i;
    return true;
  }
  double d = floor(wf_float_get(v));
  if (isnan(d)) {
    wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)");
    return false;
  }
  if (!(d > -9.2e18 && d < 9.2e18)) {
    wf_raise(&wf_exc_OverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  *out = (time_t)d;
  return true;
}

/* In the zone that TZ names. */
static bool local_time(time_t t, struct tm *tm) {
  wf_environment_lock();
  bool ok = localtime_r(&t, tm) != NULL;
  wf_environment_unlock();
  return ok;
}

WF_NATIVE(time_gmtime) {
  time_t t;
  struct tm tm;
  if (!seconds_arg(args[0], &t)) return WF_ERROR;
  wf_environment_lock(); /* the first call of its kind looks at TZ */
  bool ok = gmtime_r(&t, &tm) != NULL;
  wf_environment_unlock();
  return ok ? from_tm(&tm) : wf_raise_errno(errno, WF_EMPTY);
}
WF_NATIVE(time_localtime) {
  time_t t;
  struct tm tm;
  if (!seconds_arg(args[0], &t)) return WF_ERROR;
  return local_time(t, &tm) ? from_tm(&tm) : wf_raise_errno(errno, WF_EMPTY);
}

enum { FIELDS = 9 }; /* of the tuple; tm_zone and tm_gmtoff come after them */

/* A struct_time knows its zone; v keeps the text. */
static bool take_zone(wf_value v, struct tm *tm) {
  if (wf_type_of(v) != struct_time) return true;
  const wf_value *more = wf_to_tuple(v)->items + FIELDS;
  int64_t seconds;
  if (wf_is_str(more[0])) tm->tm_zone = wf_str_data(more[0]);
  if (!wf_is_int(more[1])) return true;
  if (!wf_arg_int64(more[1], &seconds)) return false;
  tm->tm_gmtoff = (long)seconds;
  return true;
}

static bool to_tm(wf_value v, struct tm *tm, const char *illegal) {
  *tm = (struct tm){0};
  if (!wf_is_tuple(v)) {
    wf_raise(&wf_exc_TypeError, "Tuple or struct_time argument required");
    return false;
  }
  if (wf_tuple_length(v) != FIELDS) {
    wf_raise(&wf_exc_TypeError, "%s: illegal time tuple argument", illegal);
    return false;
  }
  int n[FIELDS];
  for (size_t i = 0; i < FIELDS; i++)
    if (!wf_arg_parsed_int(wf_tuple_get(v, i), &n[i])) return false;
  if (n[0] < INT_MIN + 1900) {
    wf_raise(&wf_exc_OverflowError, "year out of range");
    return false;
  }
  *tm = (struct tm){.tm_year = n[0] - 1900,
                    .tm_mon = (int)((unsigned)n[1] - 1),
                    .tm_mday = n[2],
                    .tm_hour = n[3],
                    .tm_min = n[4],
                    .tm_sec = n[5],
                    .tm_wday = (int)(((int64_t)n[6] + 1) % 7),
                    .tm_yday = (int)((unsigned)n[7] - 1),
                    .tm_isdst = n[8] < -1 ? -1 : n[8] > 1 ? 1 : n[8]};
  return take_zone(v, tm);
}

static bool check_range(struct tm *tm) {
  if (tm->tm_mon == -1) tm->tm_mon = 0;
  if (tm->tm_mday == 0) tm->tm_mday = 1;
  if (tm->tm_yday == -1) tm->tm_yday = 0;
  const char *bad = tm->tm_mon < 0 || tm->tm_mon > 11      ? "month"
                    : tm->tm_mday < 0 || tm->tm_mday > 31  ? "day of month"
                    : tm->tm_hour < 0 || tm->tm_hour > 23  ? "hour"
                    : tm->tm_min < 0 || tm->tm_min > 59    ? "minute"
                    : tm->tm_sec < 0 || tm->tm_sec > 61    ? "seconds"
                    : tm->tm_wday < 0                      ? "day of week"
                    : tm->tm_yday < 0 || tm->tm_yday > 365 ? "day of year"
                                                           : NULL;
  if (bad) wf_raise(&wf_exc_ValueError, "%s out of range", bad);
  return !bad;
}

static bool tm_or_now(wf_value v, struct tm *tm, const char *illegal) {
  if (v != WF_EMPTY && v != WF_NONE) return to_tm(v, tm, illegal);
  return local_time(time(NULL), tm);
}

WF_NATIVE(time_mktime) {
  struct tm tm;
  if (!to_tm(args[0], &tm, "mktime()")) return WF_ERROR;
  tm.tm_wday = -1;
  wf_environment_lock();
  time_t t = mktime(&tm);
  wf_environment_unlock();
  if (t == (time_t)-1 && tm.tm_wday == -1)
    return wf_raise(&wf_exc_OverflowError, "mktime argument out of range");
  return wf_float_new((double)t);
}

static wf_value text_of(struct tm *tm) {
  static const char days[] = "SunMonTueWedThuFriSat",
                    months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  return wf_str_format("%U %U %s%d %s%d:%s%d:%s%d %zd", wf_str_new(days + 3 * tm->tm_wday, 3),
                       wf_str_new(months + 3 * tm->tm_mon, 3), tm->tm_mday < 10 ? " " : "",
                       tm->tm_mday, tm->tm_hour < 10 ? "0" : "", tm->tm_hour,
                       tm->tm_min < 10 ? "0" : "", tm->tm_min, tm->tm_sec < 10 ? "0" : "",
                       tm->tm_sec, (ptrdiff_t)tm->tm_year + 1900);
}
WF_NATIVE(time_asctime) {
  struct tm tm;
  return tm_or_now(args[0], &tm, "asctime()") && check_range(&tm) ? text_of(&tm) : WF_ERROR;
}
WF_NATIVE(time_ctime) {
  time_t t;
  struct tm tm;
  if (!seconds_arg(args[0], &t)) return WF_ERROR;
  return local_time(t, &tm) ? text_of(&tm) : wf_raise_errno(errno, WF_EMPTY);
}

WF_NATIVE(time_strftime) {
  wf_str *format = wf_arg_str(args[0], "strftime() argument 1");
  struct tm tm;
  if (!format || !tm_or_now(args[1], &tm, "strftime()") || !check_range(&tm)) return WF_ERROR;
  size_t size = wf_strp_size(format);
  if (strlen(format->data) != size)
    return wf_raise(&wf_exc_ValueError, "embedded null character");
  if (size == 0) return wf_str_empty;
  char *buffer;
  for (size_t room = size * 4 + 256;; room *= 2) {
    buffer = wf_alloc_var_atomic(room);
    if (!buffer) return WF_ERROR;
    wf_environment_lock();
    size_t n = strftime(buffer, room, format->data, &tm);
    wf_environment_unlock();
    if (n > 0 || room > size * 256 + 65536) return wf_str_from_fs(buffer, n);
  }
}

/* strptime is in script. */
WF_NATIVE(time_strptime) {
  if (!wf_no_keywords("strptime", kwnames)) return WF_ERROR;
  wf_value parse = wf_import_attribute("_strptime", "_strptime_time");
  return parse == WF_ERROR ? WF_ERROR : wf_call(parse, args, nargs, kwnames);
}

static bool set_zone(wf_value module) {
  time_t now = time(NULL);
  struct tm tm;
  wf_environment_lock();
  tzset();
  localtime_r(&now, &tm);
  long west = timezone;
  bool has_summer = daylight;
  wf_value names = wf_tuple_of(2, wf_str_from_c(tzname[0]), wf_str_from_c(tzname[1]));
  wf_environment_unlock();
  return wf_module_add(module, "timezone", wf_int_new(west)) &&
         wf_module_add(module, "altzone", wf_int_new(has_summer ? west - 3600 : west)) &&
         wf_module_add(module, "daylight", wf_small_int(has_summer)) &&
         wf_module_add(module, "tzname", names);
}

/* In one thread at a time, so that those stay that were read last. The module's other names may
   call a script's __eq__, which may come here again. */
static WF_OF_LIFE wf_mutex zone_mutex;
static WF_OF_LIFE _Atomic(uint64_t) zone_owner; /* ident, or 0 */

static bool add_zone(wf_value module) {
  uint64_t self = wf_self->ident;
  if (atomic_load(&zone_owner) == self) return set_zone(module);
  if (wf_mutex_acquire(&zone_mutex, -1, WF_WAIT_FOR(OBJECT, module, &zone_owner)) < 0)
    return false;
  atomic_store(&zone_owner, self);
  bool ok = set_zone(module);
  atomic_store(&zone_owner, 0);
  wf_mutex_release(&zone_mutex);
  return ok;
}
WF_NATIVE(time_tzset) {
  wf_value module = wf_dict_get_c(wf_modules(), "time");
  if (module == WF_EMPTY) return WF_NONE;
  if (!wf_is_module(module)) /* a script put it there */
    return wf_raise(&wf_exc_TypeError, "PyModule_AddObjectRef() first argument must be a module");
  return add_zone(module) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(time_get_clock_info) {
  wf_str *name = wf_arg_str(args[0], "get_clock_info() argument 1");
  if (!name) return WF_ERROR;
  static const struct {
    const char *name;
    clockid_t id;
    const char *text;
    bool monotonic;
  } rows[] = {
      {"time", CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false},
      {"monotonic", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true},
      {"perf_counter", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true},
      {"process_time", CLOCK_PROCESS_CPUTIME_ID, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true},
      {"thread_time", CLOCK_THREAD_CPUTIME_ID, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true}};
  for (size_t i = 0; i < WF_COUNT(rows); i++) {
    if (strcmp(rows[i].name, name->data)) continue;
    struct timespec resolution = {0};
    clock_getres(rows[i].id, &resolution);
    wf_value dict = wf_dict_new();
    wf_dict_set_c(dict, "implementation", wf_str_from_c(rows[i].text));
    wf_dict_set_c(dict, "monotonic", wf_bool(rows[i].monotonic));
    wf_dict_set_c(dict, "adjustable", wf_bool(!rows[i].monotonic));
    wf_dict_set_c(dict, "resolution",
                  wf_float_new((double)resolution.tv_sec + 1e-9 * (double)resolution.tv_nsec));
    return wf_simple_namespace_new(dict);
  }
  return wf_raise(&wf_exc_ValueError, "unknown clock");
}

static const wf_native_def functions[] = {
    {"time", time_time, "()", "Seconds since the epoch.", 0},
    {"time_ns", time_time_ns, "()", "Nanoseconds since the epoch.", 0},
    {"monotonic", time_monotonic, "()", "A clock that never goes back.", 0},
    {"monotonic_ns", time_monotonic_ns, "()", NULL, 0},
    {"perf_counter", time_perf_counter, "()", "A clock for measuring.", 0},
    {"perf_counter_ns", time_perf_counter_ns, "()", NULL, 0},
    {"process_time", time_process_time, "()", "CPU time of the process.", 0},
    {"process_time_ns", time_process_time_ns, "()", NULL, 0},
    {"thread_time", time_thread_time, "()", "CPU time of the thread.", 0},
    {"thread_time_ns", time_thread_time_ns, "()", NULL, 0},
    {"clock_gettime", time_clock_gettime, "(clk_id, /)", NULL, WF_FN_PARSED},
    {"clock_gettime_ns", time_clock_gettime_ns, "(clk_id, /)", NULL, WF_FN_PARSED},
    {"clock_getres", time_clock_getres, "(clk_id, /)", NULL, WF_FN_PARSED},
    {"clock_settime", time_clock_settime, "(clk_id, time, /)", "Set a clock.", WF_FN_PARSED},
    {"clock_settime_ns", time_clock_settime_ns, "(clk_id, time, /)", "Set a clock.", WF_FN_PARSED},
    {"sleep", time_sleep, "(seconds, /)", "Wait.", 0},
    {"gmtime", time_gmtime, "(seconds=None, /)", "Broken-down UTC.", WF_FN_PARSED},
    {"localtime", time_localtime, "(seconds=None, /)", "Broken-down local time.", WF_FN_PARSED},
    {"mktime", time_mktime, "(tuple, /)", "Seconds since the epoch of local time.", 0},
    {"asctime", time_asctime, "(tuple=None, /)", "Time as text.", 0},
    {"ctime", time_ctime, "(seconds=None, /)", "Time as text.", WF_FN_PARSED},
    {"strftime", time_strftime, "(format, tuple=None, /)", "Time as text by a format.",
     WF_FN_PARSED},
    {"strptime", time_strptime, WF_RAW, "strptime(string, format)\n\nText as broken-down time.", 0},
    {"tzset", time_tzset, "()", "Read the time zone again.", 0},
    {"get_clock_info", time_get_clock_info, "(name, /)", "What a clock is like.", WF_FN_PARSED},
    {0},
};

static bool init(wf_value module) {
  static const struct { const char *name; int id;
  } clocks[] = {{"CLOCK_REALTIME", CLOCK_REALTIME},
                {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
#ifdef CLOCK_MONOTONIC_RAW
                {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
#endif
#ifdef CLOCK_BOOTTIME
                {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
#endif
#ifdef CLOCK_TAI
                {"CLOCK_TAI", CLOCK_TAI},
#endif
                {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
                {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID}};
  for (size_t i = 0; i < WF_COUNT(clocks); i++)
    if (!wf_module_add(module, clocks[i].name, wf_small_int(clocks[i].id))) return false;
  if (!struct_time) struct_time = wf_record_type_new(&record);
  return struct_time && wf_module_add(module, "struct_time", wf_from_type(struct_time)) &&
         add_zone(module) &&
         wf_module_add(module, "_STRUCT_TM_ITEMS", wf_small_int(11));
}

const wf_module_def wf_time_module = {
    .name = "time", .doc = "Clocks and calendar time.", .functions = functions, .init = init};
