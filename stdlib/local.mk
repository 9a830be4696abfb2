# The standard library: scripts, compiled into libweft as C arrays. A new script gets a row here.
stdlib_scripts =

nodist_libweft_la_SOURCES += %D%/frozen.c
BUILT_SOURCES += %D%/frozen.c
CLEANFILES += %D%/frozen.c
EXTRA_DIST += $(stdlib_scripts)

%D%/frozen.c: $(stdlib_scripts) build-aux/freeze Makefile
	@$(MKDIR_P) %D%
	$(AM_V_GEN)$(SHELL) $(srcdir)/build-aux/freeze $(srcdir) $(stdlib_scripts) > $@.tmp && \
	  mv -f $@.tmp $@
