# Source text to running code, and the command. A new file gets a row here.
bin_PROGRAMS += weft
weft_SOURCES = %D%/main.c
weft_LDFLAGS = $(PROGRAM_LDFLAGS)
weft_LDADD = libweft-core.la $(system_libs)

libweft_core_la_SOURCES += \
  %D%/arena.c \
  %D%/arena.h \
  %D%/ast.c \
  %D%/ast.h \
  %D%/astdump.c \
  %D%/async_generator.c \
  %D%/build_class.c \
  %D%/code.c \
  %D%/code.h \
  %D%/code_internal.h \
  %D%/command.c \
  %D%/compile.c \
  %D%/compile.h \
  %D%/compiler.h \
  %D%/compiler_call.c \
  %D%/compiler_comprehension.c \
  %D%/compiler_expr.c \
  %D%/compiler_fold.c \
  %D%/compiler_function.c \
  %D%/compiler_jump.c \
  %D%/compiler_match.c \
  %D%/compiler_stmt.c \
  %D%/compiler_target.c \
  %D%/compiler_try.c \
  %D%/disassemble.c \
  %D%/embed.c \
  %D%/emit.c \
  %D%/frame.c \
  %D%/frame.h \
  %D%/function.c \
  %D%/function.h \
  %D%/generator.c \
  %D%/generator.h \
  %D%/hooks.c \
  %D%/lexer.c \
  %D%/lexer.h \
  %D%/opcodes.def \
  %D%/options.c \
  %D%/options.h \
  %D%/parser.c \
  %D%/parser.h \
  %D%/parser_arguments.c \
  %D%/parser_compound.c \
  %D%/parser_diagnose.c \
  %D%/parser_diagnose_arguments.c \
  %D%/parser_expression.c \
  %D%/parser_fstring.c \
  %D%/parser_internal.h \
  %D%/parser_literal.c \
  %D%/parser_pattern.c \
  %D%/parser_source.c \
  %D%/parser_statement.c \
  %D%/prompt.c \
  %D%/prompt.h \
  %D%/scope.c \
  %D%/scope.h \
  %D%/syntaxerror.c \
  %D%/syntaxerror.h \
  %D%/trace.c \
  %D%/trace.h \
  %D%/unparse.c \
  %D%/vm.h \
  %D%/vm_data.c \
  %D%/vm_support.c \
  %D%/vm_support.h

# The interpreter loop alone has compiler flags of its own.
noinst_LTLIBRARIES += libvm.la
libvm_la_SOURCES = %D%/vm.c %D%/vm_traced.c
libvm_la_CFLAGS = $(AM_CFLAGS) $(VM_CFLAGS)
libweft_core_la_LIBADD += libvm.la
