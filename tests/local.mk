# The tests speak TAP. A suite is a folder of scripts with their expectations in comments (README.md);
# its .suite file says which source file to suspect. Tests in C use tests/tap.h.
TEST_EXTENSIONS = .suite .t .pty
AM_TESTS_ENVIRONMENT = \
  WEFT='$(abs_top_builddir)/weft$(EXEEXT)'; export WEFT; \
  WEFT_TESTS='$(abs_top_srcdir)/tests'; export WEFT_TESTS; \
  WEFT_SOURCE='$(abs_top_srcdir)'; export WEFT_SOURCE; \
  WEFT_BUILD='$(abs_top_builddir)'; export WEFT_BUILD; \
  ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:$$ASAN_OPTIONS"; \
  export ASAN_OPTIONS; \
  UBSAN_OPTIONS="print_stacktrace=1:$$UBSAN_OPTIONS"; export UBSAN_OPTIONS;

TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
SUITE_LOG_DRIVER = $(TAP_DRIVER)
SUITE_LOG_COMPILER = $(PERL) $(top_srcdir)/%D%/run-suite
T_LOG_DRIVER = $(TAP_DRIVER)
T_LOG_COMPILER = $(PERL) -I$(top_srcdir)/%D%/lib
PTY_LOG_DRIVER = $(TAP_DRIVER)
PTY_LOG_COMPILER = %D%/cli/pty

# Drives the prompt through a pseudo-terminal.
check_PROGRAMS += %D%/cli/pty
tests_cli_pty_SOURCES = %D%/cli/pty.c
tests_cli_pty_LDADD = $(PTY_LIBS)

suites =

script_tests =

prompt_tests =

c_tests =

check_PROGRAMS += $(c_tests)
TESTS += $(suites) $(script_tests) $(prompt_tests) $(c_tests)
EXTRA_DIST += $(suites) $(script_tests) $(prompt_tests) %D%/run-suite %D%/tap.h %D%/README.md \
  %D%/lib %D%/lang

# Every language test under CPython: whatever it prints otherwise is a wrong expectation.
.PHONY: oracle conformance
oracle:
	WEFT_TESTS='$(abs_top_srcdir)/tests' $(PERL) $(srcdir)/%D%/run-suite --oracle \
	  $(suites:%=$(srcdir)/%)

conformance: weft
	$(PERL) $(srcdir)/%D%/conformance/run --weft ./weft$(EXEEXT) $(CONFORMANCE_FLAGS)
