# make bench: weft, python3 and lua5.4 side by side on the programs of this folder.
# make bench-threads: weft, python3 and C on pthreads.
EXTRA_DIST += %D%/README.md %D%/run %D%/programs %D%/threads %D%/threads.c %D%/threads.py

.PHONY: bench bench-threads
bench: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

bench-threads: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/threads --weft '$(abs_top_builddir)/weft$(EXEEXT)' --cc '$(CC)' $(BENCH_FLAGS)

# make bench-ffi: foreign calls through ctypes, beside CPython's.
EXTRA_DIST += %D%/ffi/run %D%/ffi/calls.py %D%/ffi/library.c
.PHONY: bench-ffi
bench-ffi: weft$(EXEEXT)
	CC='$(CC)' $(PERL) $(srcdir)/%D%/ffi/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)
