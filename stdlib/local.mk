# The standard library: scripts, compiled into libweft as C arrays. A new script gets a row here.
stdlib_scripts = \
  %D%/__future__.py \
  %D%/_collections_abc.py \
  %D%/_ctypes.py \
  %D%/_prompt.py \
  %D%/_script_codecs.py \
  %D%/_strptime.py \
  %D%/_threading_local.py \
  %D%/_weakrefset.py \
  %D%/abc.py \
  %D%/argparse.py \
  %D%/base64.py \
  %D%/binascii.py \
  %D%/bisect.py \
  %D%/code.py \
  %D%/codecs.py \
  %D%/codeop.py \
  %D%/collections/__init__.py \
  %D%/collections/abc.py \
  %D%/concurrent/__init__.py \
  %D%/concurrent/futures/__init__.py \
  %D%/concurrent/futures/_base.py \
  %D%/concurrent/futures/process.py \
  %D%/concurrent/futures/thread.py \
  %D%/contextlib.py \
  %D%/contextvars.py \
  %D%/copy.py \
  %D%/copyreg.py \
  %D%/ctypes/__init__.py \
  %D%/ctypes/_endian.py \
  %D%/ctypes/util.py \
  %D%/dataclasses.py \
  %D%/difflib.py \
  %D%/doctest.py \
  %D%/encodings/__init__.py \
  %D%/encodings/aliases.py \
  %D%/encodings/idna.py \
  %D%/enum.py \
  %D%/fnmatch.py \
  %D%/fractions.py \
  %D%/functools.py \
  %D%/genericpath.py \
  %D%/getopt.py \
  %D%/glob.py \
  %D%/heapq.py \
  %D%/importlib/__init__.py \
  %D%/importlib/_finders.py \
  %D%/importlib/abc.py \
  %D%/importlib/machinery.py \
  %D%/importlib/util.py \
  %D%/inspect.py \
  %D%/io.py \
  %D%/json/__init__.py \
  %D%/json/decoder.py \
  %D%/json/encoder.py \
  %D%/json/scanner.py \
  %D%/json/tool.py \
  %D%/keyword.py \
  %D%/linecache.py \
  %D%/locale.py \
  %D%/numbers.py \
  %D%/operator.py \
  %D%/os.py \
  %D%/platform.py \
  %D%/posixpath.py \
  %D%/pprint.py \
  %D%/pydoc.py \
  %D%/queue.py \
  %D%/random.py \
  %D%/re.py \
  %D%/reprlib.py \
  %D%/runpy.py \
  %D%/sched.py \
  %D%/select.py \
  %D%/shlex.py \
  %D%/shutil.py \
  %D%/signal.py \
  %D%/stat.py \
  %D%/string.py \
  %D%/struct.py \
  %D%/subprocess.py \
  %D%/tempfile.py \
  %D%/textwrap.py \
  %D%/threading.py \
  %D%/traceback.py \
  %D%/types.py \
  %D%/typing.py \
  %D%/unittest/__init__.py \
  %D%/unittest/__main__.py \
  %D%/unittest/_log.py \
  %D%/unittest/async_case.py \
  %D%/unittest/case.py \
  %D%/unittest/loader.py \
  %D%/unittest/main.py \
  %D%/unittest/mock.py \
  %D%/unittest/result.py \
  %D%/unittest/runner.py \
  %D%/unittest/signals.py \
  %D%/unittest/suite.py \
  %D%/unittest/util.py \
  %D%/warnings.py \
  %D%/weakref.py \
  %D%/zipimport.py

nodist_libweft_core_la_SOURCES += %D%/frozen.c
BUILT_SOURCES += %D%/frozen.c
CLEANFILES += %D%/frozen.c
EXTRA_DIST += $(stdlib_scripts)

%D%/frozen.c: $(stdlib_scripts) build-aux/freeze Makefile
	@$(MKDIR_P) %D%
	$(AM_V_GEN)$(SHELL) $(srcdir)/build-aux/freeze $(srcdir) $(stdlib_scripts) > $@.tmp && \
	  mv -f $@.tmp $@
