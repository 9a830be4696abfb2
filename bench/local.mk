# make bench: weft, python3 and lua5.4 side by side on the programs of this folder.
# make bench-threads: weft, python3 and C on pthreads.
# make bench-ffi: foreign calls through ctypes, beside CPython's.
# make bench-embed: what hosts call, beside CPython's and Lua's.
EXTRA_DIST += %D%/README.md %D%/run %D%/programs %D%/threads %D%/pthreads.c %D%/threads.py \
  %D%/embed %D%/ffi/run %D%/ffi/calls.py %D%/ffi/library.c

.PHONY: bench bench-threads bench-ffi bench-embed
bench: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

bench-threads: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/threads --weft '$(abs_top_builddir)/weft$(EXEEXT)' \
	  --cc '$(CC)' $(BENCH_FLAGS)

bench-ffi: weft$(EXEEXT)
	CC='$(CC)' $(PERL) $(srcdir)/%D%/ffi/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

# Calls from C, and a server: embed/README.md. make bench-embed BENCH_FLAGS=--only=calls
bench-embed: libweft-core.la
	WEFT_LINK='$(LIBTOOL) --silent --tag=CC --mode=link $(CC) $(CFLAGS)' \
	WEFT_LIBS='libweft-core.la $(system_libs) $(LIBS)' \
	  $(PERL) $(srcdir)/%D%/embed/run $(BENCH_FLAGS)
