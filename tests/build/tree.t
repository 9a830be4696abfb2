# The source tree keeps its own rules: layers, lists of sources, names, lengths.
use strict;
use warnings;
use File::Find;
use Test::More;
use WeftTest;

my $top = $ENV{WEFT_SOURCE};
my @files;
find({ no_chdir => 1, wanted => sub { push @files, $_ if -f } }, map { "$top/$_" } qw(runtime interp stdlib));
@files = sort map { s{^\Q$top\E/}{}r } grep { !m{/(__pycache__|\.libs|\.deps)/} } @files;
my @sources = grep { /\.(c|h|def)$/ && $_ ne 'stdlib/frozen.c' } @files;
my @scripts = grep { m{^stdlib/.*\.py$} } @files;

# Passes when the list is empty, else shows it.
sub none {
  my ($name, @wrong) = @_;
  ok(!@wrong, $name) or diag(join "\n", @wrong);
}

sub text { return read_file("$top/$_[0]") }

none('runtime/ includes nothing of interp/',
  grep { text($_) =~ m{^#\s*include\s*[<"](?:\.\./)?interp/}m } grep { m{^runtime/} } @sources);

none('every file has a row in its local.mk', grep {
  my ($folder, $rest) = m{^(\w+)/(.*)};
  index(text("$folder/local.mk"), "%D%/$rest") < 0
} @sources, @scripts);

none('every C file includes <config.h> first',
  grep { /\.c$/ && (text($_) =~ /^#\s*include\s*(\S+)/m)[0] ne '<config.h>' } @sources);

none('no line is longer than 100 columns', grep {
  my $text = text($_);
  utf8::decode($text);
  $text =~ /^[^\n]{101}/m
} grep { !/unicode_tables/ } @sources, @scripts);

none('nothing is left for later',
  grep { text($_) =~ /\b(?:TODO|FIXME|XXX|HACK)\b/ } grep { !/unicode_tables/ } @sources, @scripts);

none('no tabs, no blanks at the ends of lines',
  grep { text($_) =~ /\t|[ ]$/m } @sources);

# Modules that CPython has: which are missing stands in a table, and in the documentation.
my %missing = map { $_ => 1 } text('runtime/absent_modules.def') =~ /^WF_ABSENT\("(\w+)"\)/mg;
my ($listed) = text('docs/differences.md') =~ /^\*\*These modules[^\n]*\n(.*?)\n\n/ms;
is_deeply([$listed =~ /`(\w+)`/g], [sort keys %missing], 'docs/differences.md lists what is missing');
my %present = map { $_ => 1 } (map { m{^stdlib/(\w+)(?:\.py|/__init__\.py)$} ? $1 : () } @scripts),
  text('runtime/native_modules.def') =~ /^WF_MODULE\("(\w+)"/mg;
none('what is missing is not there', grep { $present{$_} } keys %missing);

my $version = text('configure.ac') =~ /AC_INIT\(\[weft\], \[([\d.]+)\]/ ? $1 : '';
none('the version stands in configure.ac only',
  grep { /\.c$/ && index(text($_), qq{"$version"}) >= 0 } @sources);

done_testing();
