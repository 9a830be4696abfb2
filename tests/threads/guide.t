# The examples of docs/threads.md do what it says.
use strict;
use warnings;
use Test::More;
use WeftTest;

my ($example) = read_file("$ENV{WEFT_SOURCE}/docs/threads.md") =~ /^(    from threading import.*?)^## /ms;
ok(defined $example, 'there is one of latches and barriers');
$example =~ s/^    //mg;
my ($status, $out, $err) = weft(['-c', $example]);
is($status, 0, 'it runs') or diag($err);
is($out, "all have begun\n[6, 18, 36]\n", 'and prints what it says');
done_testing();
