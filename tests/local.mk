# The tests speak TAP. A suite is a folder of scripts with their expectations in comments
# (README.md); its .suite file says which source file to suspect. Tests in C use tests/tap.h.
TEST_EXTENSIONS = .suite .t .pty
# A sanitizer's own report of these signals would come in place of faulthandler's.
signals_are_ours = handle_segv=0:handle_sigfpe=0:handle_abort=0
AM_TESTS_ENVIRONMENT = \
  WEFT='$(abs_top_builddir)/weft$(EXEEXT)'; export WEFT; \
  WEFT_TESTS='$(abs_top_srcdir)/tests'; export WEFT_TESTS; \
  WEFT_SOURCE='$(abs_top_srcdir)'; export WEFT_SOURCE; \
  WEFT_BUILD='$(abs_top_builddir)'; export WEFT_BUILD; \
  FOREIGN_LIBRARY='$(foreign_library)'; export FOREIGN_LIBRARY; \
  ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:$(signals_are_ours):$$ASAN_OPTIONS"; \
  export ASAN_OPTIONS; \
  TSAN_OPTIONS="die_after_fork=0:$(signals_are_ours):$$TSAN_OPTIONS"; export TSAN_OPTIONS; \
  WEFT_CC='$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)'; export WEFT_CC; \
  UBSAN_OPTIONS="print_stacktrace=1:$$UBSAN_OPTIONS"; export UBSAN_OPTIONS;

# These drivers' exit status repeats what their results say; a program in C may die at its end.
TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
SUITE_LOG_DRIVER = $(TAP_DRIVER) --ignore-exit
SUITE_LOG_COMPILER = $(PERL) $(top_srcdir)/%D%/run-suite
T_LOG_DRIVER = $(TAP_DRIVER) --ignore-exit
T_LOG_COMPILER = $(PERL) -I$(top_srcdir)/%D%
PTY_LOG_DRIVER = $(TAP_DRIVER) --ignore-exit
PTY_LOG_COMPILER = %D%/cli/pty

# Drives the prompt through a pseudo-terminal.
check_PROGRAMS += %D%/cli/pty
tests_cli_pty_SOURCES = %D%/cli/pty.c
tests_cli_pty_LDADD = $(PTY_LIBS)

# What the tests of ctypes call: a shared object, whichever kinds of libweft are built.
foreign_library = $(abs_top_builddir)/%D%/ffi/foreign.so
check_DATA += %D%/ffi/foreign.so
CLEANFILES += %D%/ffi/foreign.so
EXTRA_DIST += %D%/ffi/foreign.c %D%/ffi/callbacks %D%/ffi/functions %D%/ffi/libraries \
  %D%/ffi/structures %D%/ffi/values
%D%/ffi/foreign.so: %D%/ffi/foreign.c
	@$(MKDIR_P) %D%/ffi
	$(AM_V_CC)$(CC) $(CFLAGS) -fPIC -shared -o $@ $(srcdir)/%D%/ffi/foreign.c -lpthread

# Made on demand: fuzz/README.md.
EXTRA_PROGRAMS = %D%/fuzz/parser
tests_fuzz_parser_SOURCES = %D%/fuzz/parser.c
tests_fuzz_parser_CFLAGS = $(AM_CFLAGS) $(FUZZ_FLAGS)
tests_fuzz_parser_LDADD = libweft-core.la $(system_libs)
tests_fuzz_parser_LDFLAGS = $(FUZZ_FLAGS)

suites = \
  %D%/ffi/callbacks.suite \
  %D%/ffi/functions.suite \
  %D%/ffi/libraries.suite \
  %D%/ffi/structures.suite \
  %D%/ffi/values.suite \
  %D%/lang/async.suite \
  %D%/lang/builtins.suite \
  %D%/lang/bytes.suite \
  %D%/lang/caches.suite \
  %D%/lang/classes.suite \
  %D%/lang/comprehensions.suite \
  %D%/lang/descriptors.suite \
  %D%/lang/dicts.suite \
  %D%/lang/exceptions.suite \
  %D%/lang/formatting.suite \
  %D%/lang/fstrings.suite \
  %D%/lang/functions.suite \
  %D%/lang/generators.suite \
  %D%/lang/groups.suite \
  %D%/lang/imports.suite \
  %D%/lang/limits.suite \
  %D%/lang/lists.suite \
  %D%/lang/matching.suite \
  %D%/lang/metaclasses.suite \
  %D%/lang/numbers.suite \
  %D%/lang/operators.suite \
  %D%/lang/ranges.suite \
  %D%/lang/sets.suite \
  %D%/lang/statements.suite \
  %D%/lang/strings.suite \
  %D%/lang/syntax_errors.suite \
  %D%/lang/tracebacks.suite \
  %D%/lang/tracing.suite \
  %D%/lang/weakrefs.suite \
  %D%/lang/with_statement.suite \
  %D%/library/collections.suite \
  %D%/library/itertools.suite \
  %D%/library/object_modules.suite \
  %D%/library/signals.suite \
  %D%/library/system_modules.suite \
  %D%/library/text_modules.suite \
  %D%/shutdown/cells.suite \
  %D%/threads/life.suite \
  %D%/threads/primitives.suite \
  %D%/regression.suite

# Made from a table: each way to end beside each other thread there can be.
shutdown_matrix = \
  %D%/shutdown/ends_normally.suite \
  %D%/shutdown/ends_by_exception.suite \
  %D%/shutdown/ends_by_exit.suite \
  %D%/shutdown/ends_by_interrupt.suite
shutdown_table = %D%/shutdown/matrix.txt %D%/shutdown/make-matrix

$(shutdown_matrix): %D%/shutdown/matrix.stamp
%D%/shutdown/matrix.stamp: $(shutdown_table)
	$(AM_V_GEN)$(MKDIR_P) %D%/shutdown && \
	  $(PERL) $(srcdir)/%D%/shutdown/make-matrix $(srcdir)/%D%/shutdown/matrix.txt %D%/shutdown && \
	  touch $@

check_DATA += $(shutdown_matrix)
CLEANFILES += $(shutdown_matrix) %D%/shutdown/matrix.stamp
clean-local: clean-shutdown-matrix
.PHONY: clean-shutdown-matrix check-shutdown
clean-shutdown-matrix:
	rm -rf $(shutdown_matrix:.suite=)

# Each cell 200 times in a row: make check-shutdown SHUTDOWN_TIMES=1000 SHUTDOWN_JOBS=4
SHUTDOWN_TIMES = 200
SHUTDOWN_JOBS = 2
check-shutdown: weft$(EXEEXT) $(shutdown_matrix)
	$(PERL) $(srcdir)/%D%/run-suite --program '$(abs_builddir)/weft$(EXEEXT)' \
	  --times $(SHUTDOWN_TIMES) --jobs $(SHUTDOWN_JOBS) \
	  $(srcdir)/%D%/shutdown/cells.suite $(shutdown_matrix)

script_tests = \
  %D%/build/bootstrap.t \
  %D%/build/library.t \
  %D%/build/tree.t \
  %D%/cli/command.t \
  %D%/cli/examples.t \
  %D%/cli/interrupt.t \
  %D%/cli/memory.t \
  %D%/cli/shutdown.t \
  %D%/embed/examples.t \
  %D%/ffi/shutdown.t \
  %D%/sight/deadlock.t \
  %D%/sight/dump.t \
  %D%/sight/exit_report.t \
  %D%/sight/faulthandler.t \
  %D%/stress/stress.t \
  %D%/threads/guide.t \
  %D%/threads/interrupt.t

prompt_tests = \
  %D%/cli/editing_of_scripts.pty \
  %D%/cli/prompt.pty \
  %D%/cli/prompt_end.pty \
  %D%/cli/prompt_history.pty \
  %D%/cli/prompt_inspect.pty \
  %D%/cli/traceback_colour.pty \
  %D%/cli/traceback_plain.pty

# Hosts: programs in C that are linked with the library.
c_tests = \
  %D%/embed/api \
  %D%/embed/arguments \
  %D%/embed/config \
  %D%/embed/cycles \
  %D%/embed/host \
  %D%/embed/fresh \
  %D%/embed/lives \
  %D%/embed/matrix \
  %D%/embed/misuse \
  %D%/embed/signals \
  %D%/embed/starved \
  %D%/embed/threads \
  %D%/runtime/door \
  %D%/runtime/locks
hosts_libraries = libweft-core.la $(system_libs)
tests_embed_api_SOURCES = %D%/embed/api.c
tests_embed_api_LDADD = $(hosts_libraries)
tests_embed_arguments_SOURCES = %D%/embed/arguments.c
tests_embed_arguments_LDADD = $(hosts_libraries)
tests_embed_config_SOURCES = %D%/embed/config.c
tests_embed_config_LDADD = $(hosts_libraries)
tests_embed_cycles_SOURCES = %D%/embed/cycles.c
tests_embed_cycles_LDADD = $(hosts_libraries)
tests_embed_host_SOURCES = %D%/embed/host.c
tests_embed_host_LDADD = $(hosts_libraries)
tests_embed_fresh_SOURCES = %D%/embed/fresh.c
tests_embed_fresh_LDADD = $(hosts_libraries)
tests_embed_lives_SOURCES = %D%/embed/lives.c
tests_embed_lives_LDADD = $(hosts_libraries)
tests_embed_matrix_SOURCES = %D%/embed/matrix.c
tests_embed_matrix_LDADD = $(hosts_libraries)
tests_embed_misuse_SOURCES = %D%/embed/misuse.c
tests_embed_misuse_LDADD = $(hosts_libraries)
tests_embed_signals_SOURCES = %D%/embed/signals.c
tests_embed_signals_LDADD = $(hosts_libraries)
tests_embed_starved_SOURCES = %D%/embed/starved.c
tests_embed_starved_LDADD = $(hosts_libraries)
tests_embed_threads_SOURCES = %D%/embed/threads.c
tests_embed_threads_LDADD = $(hosts_libraries)
tests_runtime_door_SOURCES = %D%/runtime/door.c
tests_runtime_door_LDADD = $(hosts_libraries)
tests_runtime_locks_SOURCES = %D%/runtime/locks.c
tests_runtime_locks_LDADD = $(hosts_libraries)

check_PROGRAMS += $(c_tests)
TESTS += $(suites) $(shutdown_matrix) $(script_tests) $(prompt_tests) $(c_tests)
EXTRA_DIST += $(suites) $(shutdown_table) %D%/shutdown/cells $(script_tests) $(prompt_tests) \
  %D%/run-suite %D%/tap.h %D%/README.md %D%/WeftTest.pm %D%/cli/logstats.expected %D%/lang \
  %D%/library %D%/threads %D%/regression %D%/conformance %D%/support %D%/stress \
  %D%/fuzz/README.md %D%/fuzz/calls.py %D%/fuzz/scripts %D%/fuzz/words

# The hosts' tests as often as their figures are stated for; takes an hour or so.
.PHONY: check-embed
check-embed: $(c_tests)
	WEFT_EMBED_THREADS=100000 %D%/embed/threads
	WEFT_EMBED_CYCLES=1000 %D%/embed/cycles
	WEFT_EMBED_ROUNDS=1000 %D%/embed/matrix

# Every language test under CPython: whatever it prints otherwise is a wrong expectation.
.PHONY: oracle conformance
oracle: %D%/ffi/foreign.so
	FOREIGN_LIBRARY='$(foreign_library)' WEFT_TESTS='$(abs_top_srcdir)/tests' \
	  $(PERL) $(srcdir)/%D%/run-suite --oracle \
	  $(suites:%=$(srcdir)/%)

# Threads on one object of each kind, for STRESS_SECONDS.
STRESS_SECONDS = 600
.PHONY: check-stress
check-stress: weft$(EXEEXT)
	$(srcdir)/%D%/stress/run '$(abs_top_builddir)/weft$(EXEEXT)' $(STRESS_SECONDS)

conformance: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/conformance/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' \
	  $(CONFORMANCE_FLAGS)
