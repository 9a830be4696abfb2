# What tests in Perl share: running weft with a home folder of its own, and looking at what came out.
package WeftTest;
use strict;
use warnings;
use Exporter 'import';
use File::Temp qw(tempdir);
use POSIX ();

our @EXPORT = qw(weft run_program write_file read_file scratch);
$SIG{INT} = 'DEFAULT'; # ignored in what a script's & starts, and so in all that it starts
my $scratch = tempdir(CLEANUP => 1);
my $timeout = $ENV{WEFT_TEST_TIMEOUT} || 30;

sub scratch { return $scratch }

# weft([arguments], in => text, env => {...}, cwd => folder): status, output and error output.
sub weft {
  my ($arguments, %options) = @_;
  return run_program([$ENV{WEFT} || 'weft', @$arguments], %options);
}

sub run_program {
  my ($command, %options) = @_;
  my $place = tempdir(DIR => $scratch);
  write_file("$place/in", defined $options{in} ? $options{in} : '');
  my $pid = fork;
  die "fork: $!" if !defined $pid;
  if ($pid == 0) {
    POSIX::setpgid(0, 0);
    delete $ENV{$_} for grep { /^(PYTHON|WEFT)/ } keys %ENV;
    @ENV{qw(HOME TMPDIR LC_ALL COLUMNS)} = ($scratch, $scratch, 'C.UTF-8', 80);
    $ENV{$_} = $options{env}{$_} for keys %{$options{env} || {}};
    chdir($options{cwd} || $scratch) or POSIX::_exit(126);
    open STDIN, '<', "$place/in" or POSIX::_exit(126);
    open STDOUT, '>', "$place/out" or POSIX::_exit(126);
    open STDERR, '>', "$place/err" or POSIX::_exit(126);
    exec { $command->[0] } @$command or POSIX::_exit(127);
  }
  local $SIG{ALRM} = sub { kill 'KILL', -$pid };
  alarm $timeout;
  1 while waitpid($pid, 0) < 0 && $!{EINTR};
  my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
  alarm 0;
  return ($status, read_file("$place/out"), read_file("$place/err"));
}

sub write_file {
  my ($path, $text) = @_;
  open my $file, '>:raw', $path or die "$path: $!";
  print $file $text;
  close $file;
  return $path;
}

sub read_file {
  my ($path) = @_;
  open my $file, '<:raw', $path or return '';
  local $/;
  my $text = <$file>;
  return defined $text ? $text : '';
}

1;
