# The stress scripts, each for a moment: make check-stress runs them for long.
use strict;
use warnings;
use Test::More;
BEGIN { $ENV{WEFT_TEST_TIMEOUT} ||= 200 } # sanitizers are slow
use WeftTest;

my $folder = "$ENV{WEFT_TESTS}/stress";
for my $script (map { m{([^/]+)\.py$} } glob "$folder/*.py") {
  next if $script eq 'crew';
  for my $way ([], ['--collect']) {
    my ($status, $out, $err) = weft(["$folder/$script.py", '0.1', @$way]);
    is("$status$out$err", '0', join ' ', $script, @$way);
  }
}
done_testing();
