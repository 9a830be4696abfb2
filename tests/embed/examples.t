# The hosts under examples/embed: built as a user would, against the library as it is installed,
# with what pkg-config says; and run.
use strict;
use warnings;
use IO::Socket::INET;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use WeftTest;

my ($source, $build) = @ENV{qw(WEFT_SOURCE WEFT_BUILD)};
my $stage = scratch() . '/stage';
my %tools = map { $_ => system("command -v $_ >/dev/null 2>&1") == 0 } qw(pkg-config c++);
plan skip_all => 'pkg-config is missing' if !$tools{'pkg-config'};

my @parts = map { "install-$_" } qw(libLTLIBRARIES includeHEADERS nodist_pkgconfigDATA);
my ($status, $out, $err) = run_program(['make', '-s', '-C', $build, @parts, "DESTDIR=$stage"],
  env => {PATH => $ENV{PATH}});
is($status, 0, 'the library can be installed') or BAIL_OUT($err);

chomp(my $pc = `find '$stage' -name weft.pc`);
$pc =~ s{/weft\.pc$}{};
my $shared = `find '$stage' -name 'libweft.so'` ne '';
my $libraries = $pc;
$libraries =~ s{/pkgconfig$}{};

sub flags {
  my (@others) = @_;
  local $ENV{PKG_CONFIG_PATH} = join ':', $pc, $ENV{PKG_CONFIG_PATH} || ();
  my $static = $shared ? '' : '--static';
  # the stage stands for the root: only paths of weft's own are moved there
  chomp(my $flags = `pkg-config $static --cflags --libs weft`);
  chomp($flags .= ' ' . `pkg-config --cflags --libs $_`) for @others;
  chomp(my $prefix = `pkg-config --variable=prefix weft`);
  $flags =~ s{(-[IL])\Q$prefix\E}{$1$stage$prefix}g;
  return $flags;
}

sub build {
  my ($name, $compiler, @packages) = @_;
  my ($file) = glob "$source/examples/embed/$name.c*";
  my $flags = flags(@packages);
  my $program = scratch() . "/$name";
  my ($status, $out, $err) = run_program(
    ['sh', '-c', "$compiler -Wall -Wextra -Werror -o '$program' '$file' $flags -pthread"],
    env => {PATH => $ENV{PATH}});
  is($status, 0, "$name builds without a warning") or diag($err);
  return $status == 0 ? $program : undef;
}

my %library_path = (LD_LIBRARY_PATH => $libraries, ASAN_OPTIONS => $ENV{ASAN_OPTIONS} || '');
my $cc = $ENV{WEFT_CC} || 'cc';
# A library that was built with a sanitizer needs its flags in C++, too, and its compiler's runtime.
my $sanitizer = join ' ', grep { /^-f(?:no-)?sanitize/ } split ' ', $cc;
my $cxx = $ENV{WEFT_CXX} || ($sanitizer && $cc =~ /clang/ ? 'clang++' : 'c++') . " $sanitizer";

sub runs {
  my ($name, $expected, $compiler) = @_;
  my $program = build($name, $compiler || $cc) or return;
  my ($status, $out, $err) = run_program([$program], env => {%library_path});
  is($status, 0, "$name ends well") or diag($err);
  is($out, $expected, "$name says what it did") or diag($err);
}

runs('hello', "Hello from __main__\n");
my @blocks = read_file("$source/docs/embedding.md") =~ /^```c\n(.*?)^```/msg;
is($blocks[0], read_file("$source/examples/embed/hello.c"), 'the guide begins with hello');
my $piece = write_file(scratch() . '/piece.c', "#include <weft.h>\nvoid piece(weft_value function);\n"
    . "void piece(weft_value function) {\n$blocks[3]}\n");
($status, $out, $err) = run_program(['sh', '-c', "$cc -Wall -Wextra -Werror -Wno-unused-command-line-argument -c -o /dev/null '$piece' "
    . flags()],
  env => {PATH => $ENV{PATH}});
is($status, 0, 'and what it says of handles is C') or diag($err);
is(scalar @blocks, 4, 'nothing else in it is a piece of C but a call');
write_file(scratch() . '/square.c', "#include <stdio.h>\n#include <weft.h>\n$blocks[2]" . <<'END');
int main(void) {
  int64_t result = 0;
  weft_value module;
  if (weft_initialize(NULL) != WEFT_OK ||
      weft_load_source("handlers", "def square(n): return n * n", NULL, &module) != WEFT_OK ||
      square(12, &result) != WEFT_OK)
    return 1;
  printf("%d\n", (int)result);
  weft_exit(0);
}
END
($status, $out, $err) = run_program(['sh', '-c', "cd '" . scratch() . "' && $cc -Wall -Wextra -Werror -o square square.c "
    . flags() . ' -pthread && ./square'], env => {PATH => $ENV{PATH}, %library_path});
is($out, "144\n", 'which works') or diag($err);
my $exits = write_file(scratch() . '/exits.c', "#include <stdio.h>\n#include <weft.h>\n$blocks[1]" . <<'END');
int main(void) {
  static const char *const scripts[] = {
      "import sys; sys.exit()", "import sys; sys.exit(3)", "import sys; sys.exit('no such file')",
      "raise SystemExit(True)", "import sys; sys.exit(-1)", "1 / 0", "import sys; sys.exit(2 ** 70)"};
  if (weft_initialize(NULL) != WEFT_OK) return 1;
  for (int i = 0; i < 7; i++)
    if (weft_run_source(scripts[i], NULL) == WEFT_ERR_EXCEPTION) printf("%d ", status_of_exit());
  weft_exit(0);
}
END
($status, $out, $err) = run_program(
  ['sh', '-c', "$cc -Wall -Wextra -Werror -o '@{[scratch()]}/exits' '$exits' " . flags() . ' -pthread'],
  env => {PATH => $ENV{PATH}});
is($status, 0, 'so is what it says of exits') or diag($err);
($status, $out, $err) = run_program([scratch() . '/exits'], env => {%library_path});
is($out, '0 3 1 1 255 1 255 ', 'which knows the statuses');
like($err, qr/\Ano such file\nTraceback .*\nZeroDivisionError: division by zero\n\z/s, 'and the texts');
runs('workers', "16000 of 16000 calls right, from 8 threads\n");
runs('plugin', "4 threads ran 51 versions; accounts were destroyed: yes\n");
runs('restart', "20 lives, calls in each, refused between them: yes\n");
SKIP: {
  skip 'there is no C++ compiler', 3 if !$tools{'c++'};
  runs('destructors', "4 calls ended with the runtime, 2 by an exception; "
      . "12 objects made, 12 destroyed\n", $cxx);
}

# --- Without an installation ---

{
  local $ENV{PKG_CONFIG_PATH} = join ':', $build, $ENV{PKG_CONFIG_PATH} || ();
  my $static = $shared ? '' : '--static';
  chomp(my $flags = `pkg-config $static --cflags --libs weft`);
  my $program = scratch() . '/uninstalled';
  my ($file) = glob "$source/examples/embed/hello.c";
  ($status, $out, $err) = run_program(
    ['sh', '-c', "$cc -Wall -Wextra -Werror -o '$program' '$file' $flags -pthread"], env => {PATH => $ENV{PATH}});
  is($status, 0, 'hello builds against the build folder') or diag($err);
  ($status, $out, $err) = run_program([$program], env => {ASAN_OPTIONS => $library_path{ASAN_OPTIONS}});
  is($out, "Hello from __main__\n", 'and finds the library there') or diag($err);
}

{
  my $odd = scratch() . '/a build folder';
  mkdir $odd or die;
  write_file("$odd/weft-uninstalled.pc.in", read_file("$source/weft-uninstalled.pc.in"));
  write_file("$odd/config.status",
    read_file("$build/config.status") =~ s/^ac_pwd='.*'$/ac_pwd='$odd'/mr);
  ($status, $out, $err) = run_program(
    ['sh', '-c', 'cd "$1" && sh ./config.status -q weft-uninstalled.pc', 'sh', $odd],
    env => {PATH => $ENV{PATH}});
  is($status, 0, 'the build folder may have blanks in its name') or diag($err);
  local $ENV{PKG_CONFIG_PATH} = join ':', $odd, $ENV{PKG_CONFIG_PATH} || ();
  chomp(my $flags = `pkg-config --cflags weft`);
  ($status, $out) = run_program(['sh', '-c', qq{eval "set -- $flags"; printf '<%s>' "\$@"}]);
  like($out, qr/<-I\Q$odd\E\/include>/, 'and pkg-config gives it in one piece');
}

# --- httpd ---

SKIP: {
  skip 'libmicrohttpd is missing', 1 if system('pkg-config --exists libmicrohttpd') != 0;
  my $program = build('httpd', $cc, 'libmicrohttpd') or last SKIP;
  httpd($program);
}
done_testing();

sub request {
  my ($port, $method, $path, $body) = @_;
  my $socket = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port", Timeout => 20) or return;
  $body = '' if !defined $body;
  print $socket "$method $path HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ",
    length $body, "\r\n\r\n$body";
  local $/;
  my $answer = <$socket>;
  return if !defined $answer || $answer !~ m{^HTTP/1\.\d (\d+)};
  my $code = $1;
  my ($text) = $answer =~ /\r\n\r\n(.*)/s;
  return ($code, $text);
}

sub httpd {
  my ($program) = @_;
  my $script = scratch() . '/handlers.py';
  for my $bad ('70000', 'http', '') {
    is_deeply([run_program([$program, $script, $bad], env => {LD_LIBRARY_PATH => $libraries})],
      [2, '', "httpd: $bad is not a number from 0 to 65535\n"], "httpd on the port '$bad'");
  }
  write_file($script, read_file("$source/examples/embed/handlers.py"));
  my $pid = open my $output, '-|';
  die "fork: $!" if !defined $pid;
  if ($pid == 0) {
    $ENV{LD_LIBRARY_PATH} = $libraries;
    exec $program, $script, 0, 4, 1 or POSIX::_exit(127);
  }
  my ($port) = (<$output> || '') =~ /listening on port (\d+)/;
  ok($port, 'httpd listens') or return;
  is_deeply([request($port, 'GET', '/')], [200, "hello\n"], 'the script answers');
  is_deeply([request($port, 'POST', '/echo', "x\0y")], [200, "x\0y"], 'it gets the body');
  is_deeply([request($port, 'GET', '/no')], [404, "no /no here\n"], 'and chooses the status');

  write_file($script, <<'END');
import time
def handle(request):
    if request["path"] == "/slow": time.sleep(0.3)
    if request["path"] == "/stuck": time.sleep(1000)
    if request["path"] == "/fail": raise ValueError("on purpose")
    return "second\n"
END
  kill 'HUP', $pid;
  is(scalar <$output>, "loaded again\n", 'SIGHUP loads the script again');
  is_deeply([request($port, 'GET', '/')], [200, "second\n"], 'which then answers');

  # Under load: clients ask until nobody listens any more; one request never ends by itself.
  my @clients = map { load($port, $_) } qw(/ /slow);
  my @own = map { (request($port, 'GET', '/slow'))[0] // 0 } 1 .. 3;
  is_deeply(\@own, [200, 200, 200], 'requests are answered under load');
  # From here on whoever is in the same worker's hands waits behind it.
  push @clients, load($port, '/stuck');
  select undef, undef, undef, 0.5;
  kill 'TERM', $pid;
  my %answers;
  for my $results (@clients) {
    $answers{$_}++ for split ' ', <$results> || '';
  }
  cmp_ok($answers{503} || 0, '>=', 1, 'the one that is stuck in the script gets a 503');
  my $end = <$output> || '';
  like($end, qr/^ended: (\d+) requests accepted, \1 answered, 0 dropped$/,
    'SIGTERM ends it, with no request dropped');
  close $output;
  is($?, 0, 'and status 0');
}

# A process that requests the path again and again; it prints the codes at the end.
sub load {
  my ($port, $path) = @_;
  my $pid = open my $results, '-|';
  die "fork: $!" if !defined $pid;
  return $results if $pid;
  my @codes;
  while (my ($code) = request($port, 'GET', $path)) {
    push @codes, $code;
    last if $code == 503;
  }
  print "@codes\n";
  close STDOUT;
  POSIX::_exit(0);
}
