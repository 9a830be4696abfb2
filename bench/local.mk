# make bench: weft, python3 and lua5.4 side by side on the programs of this folder.
# make bench-threads: weft, python3 and C on pthreads.
# make bench-ffi: foreign calls through ctypes, beside CPython's.
EXTRA_DIST += %D%/README.md %D%/run %D%/programs %D%/threads %D%/threads.c %D%/threads.py \
  %D%/embed %D%/ffi/run %D%/ffi/calls.py %D%/ffi/library.c

.PHONY: bench bench-threads bench-ffi bench-embed
bench: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

bench-threads: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/threads --weft '$(abs_top_builddir)/weft$(EXEEXT)' --cc '$(CC)' $(BENCH_FLAGS)

bench-ffi: weft$(EXEEXT)
	CC='$(CC)' $(PERL) $(srcdir)/%D%/ffi/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

# Calls from C: embed/README.md.
bench-embed: libweft-core.la
	$(LIBTOOL) --silent --tag=CC --mode=link $(CC) $(CFLAGS) -I$(srcdir) $$(pkg-config --cflags python3-embed) \
	  $$(pkg-config --cflags lua5.4) -o %D%/embed/calls $(srcdir)/%D%/embed/calls.c libweft-core.la \
	  $(system_libs) $(LIBS) $$(pkg-config --libs python3-embed lua5.4) -pthread
	%D%/embed/calls
CLEANFILES += %D%/embed/calls
