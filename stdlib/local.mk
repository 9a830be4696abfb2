# The standard library: scripts, compiled into libweft as C arrays. A new script gets a row here.
stdlib_scripts = \
  %D%/_collections_abc.py \
  %D%/abc.py \
  %D%/bisect.py \
  %D%/codecs.py \
  %D%/collections/__init__.py \
  %D%/collections/abc.py \
  %D%/contextlib.py \
  %D%/copy.py \
  %D%/copyreg.py \
  %D%/enum.py \
  %D%/fnmatch.py \
  %D%/functools.py \
  %D%/genericpath.py \
  %D%/glob.py \
  %D%/heapq.py \
  %D%/keyword.py \
  %D%/linecache.py \
  %D%/operator.py \
  %D%/os.py \
  %D%/posixpath.py \
  %D%/stat.py \
  %D%/string.py \
  %D%/textwrap.py \
  %D%/types.py \
  %D%/warnings.py

nodist_libweft_la_SOURCES += %D%/frozen.c
BUILT_SOURCES += %D%/frozen.c
CLEANFILES += %D%/frozen.c
EXTRA_DIST += $(stdlib_scripts)

%D%/frozen.c: $(stdlib_scripts) build-aux/freeze Makefile
	@$(MKDIR_P) %D%
	$(AM_V_GEN)$(SHELL) $(srcdir)/build-aux/freeze $(srcdir) $(stdlib_scripts) > $@.tmp && \
	  mv -f $@.tmp $@
