# make bench: weft, python3 and lua5.4 side by side on the programs of this folder.
EXTRA_DIST += %D%/README.md %D%/run %D%/programs

.PHONY: bench
bench: weft$(EXEEXT)
	$(PERL) $(srcdir)/%D%/run --weft '$(abs_top_builddir)/weft$(EXEEXT)' $(BENCH_FLAGS)
