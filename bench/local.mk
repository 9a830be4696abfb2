# make bench: weft, python3 and lua5.4 side by side on the programs of this folder.
EXTRA_DIST += %D%/README.md %D%/run %D%/programs

.PHONY: bench
bench: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)

# make bench-ffi: foreign calls through ctypes, beside CPython's.
EXTRA_DIST += %D%/ffi/run %D%/ffi/calls.py %D%/ffi/library.c
.PHONY: bench-ffi
bench-ffi: weft$(EXEEXT)
	CC='$(CC)' $(PERL) $(srcdir)/%D%/ffi/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)
