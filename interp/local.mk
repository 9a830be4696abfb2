# Source text to running code, and the command. A new file gets a row here.
bin_PROGRAMS += weft
weft_SOURCES = %D%/main.c
weft_LDADD = libweft.la
# Runs from the build folder without libtool's wrapper, and installs as one file.
weft_LDFLAGS = -static

libweft_la_SOURCES += \
  %D%/code.h \
  %D%/opcodes.def

# The interpreter loop alone has compiler flags of its own.
noinst_LTLIBRARIES += libvm.la
libvm_la_SOURCES = %D%/vm.c
libvm_la_CFLAGS = $(AM_CFLAGS) $(VM_CFLAGS)
libweft_la_LIBADD += libvm.la
