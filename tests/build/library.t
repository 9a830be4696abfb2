# What the library shows to the outside: its header, and names that begin with weft_.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $header = "$ENV{WEFT_SOURCE}/runtime/weft.h";
my $build = $ENV{WEFT_BUILD};

sub tool { return scalar grep { -x "$_/$_[0]" } split /:/, $ENV{PATH} }

sub compiles {
  my ($name, @command) = @_;
  my ($status, $out, $err) = run_program([@command]);
  is($status, 0, $name) or diag($err);
}

SKIP: {
  skip 'no weft.h', 3 if !-e $header;
  my ($c) = grep { tool($_) } qw(cc gcc clang);
  my ($cxx) = grep { tool($_) } qw(c++ g++ clang++);
  my $program = qq{#include <weft.h>\nint main(void) { return 0; }\n};
  my $source = write_file(scratch() . '/header.c', $program);
  my @flags = qw(-pedantic -Wall -Wextra -Werror -fsyntax-only -I);
  compiles('weft.h alone is C11', $c, '-std=c11', @flags, "$ENV{WEFT_SOURCE}/runtime", $source);
  skip 'no C++ compiler', 2 if !$cxx;
  $source = write_file(scratch() . '/header.cc', $program);
  compiles('and C++', $cxx, '-std=c++11', @flags, "$ENV{WEFT_SOURCE}/runtime", $source);
  compiles('and C++17', $cxx, '-std=c++17', @flags, "$ENV{WEFT_SOURCE}/runtime", $source);
}

# Whoever drops a status gets a warning.
my @functions = read_file($header) =~ /^(WEFT_(?:API|CHECKED) [^;]*);/mg;
cmp_ok(scalar @functions, '>', 50, 'the header declares functions');
is_deeply([grep { /^WEFT_API weft_status/ } @functions], [], 'every status is to be looked at');

# The names that nm shows as defined and global.
sub names {
  my (@command) = @_;
  my ($status, $out) = run_program(\@command);
  return map { /^[0-9a-f]+ [A-TV-Z] (\S+)$/ ? $1 : () } split /\n/, $out;
}

SKIP: {
  skip 'no nm', 2 if !tool('nm');
  my $shared = "$build/.libs/libweft.so";
  my $static = "$build/.libs/libweft.a";
  # what stands before the system's own: runtime/kept_signals.c
  my $kept = qr/^(?:pthread_sigmask|sigprocmask|sigwait|sigwaitinfo|sigtimedwait)$/;
  my $sanitizer = read_file("$build/config.h") =~ /^#define WF_SANITIZER 1/m;
  SKIP: {
    skip 'no shared library in this build', 1 if !-e $shared || $sanitizer;
    my $made_by_linker = qr/^(?:__(?:start|stop)_wf_of_life|_init|_fini|__bss_start|_edata|_end)$/;
    is_deeply([grep { !/^weft_/ && !/$made_by_linker/ && !/$kept/ } names('nm', '-D', $shared)], [],
      'the shared library exports only weft_');
  }
  skip 'no static library in this build', 1 if !-e $static || $sanitizer;
  is_deeply([grep { !/^(weft_|wf_)/ && !/$kept/ } names('nm', '-g', $static)], [],
    'every external name begins with weft_ or wf_');
}

done_testing();
