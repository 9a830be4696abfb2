# The examples do what the README says.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $examples = "$ENV{WEFT_SOURCE}/examples";
my $expected = read_file("$ENV{WEFT_TESTS}/cli/logstats.expected");

my ($status, $out, $err) = weft(["$examples/logstats.py", "$examples/access.log"]);
is($out, $expected, 'logstats reports on access.log') or diag($err);
is($status, 0, 'and succeeds');

($status, $out, $err) = weft(["$examples/logstats.py", '-'], in => read_file("$examples/access.log"));
is($out, $expected, 'logstats reads standard input') or diag($err);

($status, $out, $err) = weft(["$examples/logstats.py", '/nonexistent']);
is($err, "logstats: /nonexistent: No such file or directory\n", 'a log that is not there');
is($status, 1, 'is a failure');

my $odd = write_file(scratch() . '/odd.log', join "\n", '', "\xff\xfe\x00", '"' x 5, 'x "GET / HTTP/1.1" 200 5',
  '1.1.1.1 - - [10/Oct/2023:13:55:36 +0000] "GET /a HTTP/1.1" 200 ' . '9' x 5000,
  '1.1.1.1 - - [10/Oct/2023:13:55:36 +0000] "GET /a HTTP/1.1" 200 -',
  '1.1.1.1 - - [10/Oct/2023:13:55:36 +0000] "GET /a?b=c HTTP/1.1" 404 12 "-" "agent"', '');
($status, $out, $err) = weft(["$examples/logstats.py", $odd]);
is($status, 0, 'odd lines are not fatal') or diag($err);
like($out, qr/^2 requests, 12 B/, 'what is sound is counted');
like($out, qr/^5 malformed lines/m, 'and so is what is not');
like($out, qr/^\s+2  \/a$/m, 'a query is not part of the path');

my $hours = write_file(scratch() . '/hours.log', join '', map {
  qq{1.1.1.1 - - [10/Oct/2023:$_:55:36 +0000] "GET /$_ HTTP/1.1" 200 1\n} } qw(00 23 24 99 1: ٠٣));
($status, $out, $err) = weft(["$examples/logstats.py", $hours]);
like($out, qr/^2 requests, 2 B/, 'hours that the day has') or diag($err);
like($out, qr/^  00 +1 #{50}\n(?:  \d\d +0\n){22}  23 +1 #{50}\n/m, 'are in the chart');
like($out, qr/^4 malformed lines\n  line 3: .*\[10\/Oct\/2023:24:.*\n  line 4: /m, 'others are malformed');

($status, $out, $err) = weft(["$examples/logstats.py", '-t', '-3', $hours]);
is($status, 2, 'less than no paths');
like($err, qr/error: argument -t\/--top: -3 paths cannot be shown$/, 'are refused');
($status, $out, $err) = weft(["$examples/logstats.py", '-t', '0', $hours]);
like($out, qr/^Busiest paths \(2 in all\)\n\nResponse size$/m, 'none can be shown') or diag($err);

($status, $out, $err) = weft(["$examples/logstats.py", write_file(scratch() . '/empty.log', '')]);
is($out, "0 requests, 0 B\n", 'an empty log');

($status, my $log, $err) = weft(["$examples/makelog.py", '--lines', '500', '--seed', '7']);
is(() = $log =~ /\n/g, 500, 'makelog makes the lines') or diag($err);
is((weft(["$examples/makelog.py", '--lines', '500', '--seed', '7']))[1], $log, 'the same for a seed');
isnt((weft(["$examples/makelog.py", '--lines', '500', '--seed', '8']))[1], $log, 'others for another');

($status, $out, $err) = run_program(['sh', '-c', '"$0" "$@" | head -n 1', $ENV{WEFT} || 'weft',
                                     "$examples/makelog.py", '--lines', '3000']);
is($out =~ tr/\n//, 1, 'makelog before head');
is($err, '', 'does not complain of who reads no further');

my $log_path = "$examples/access.log";
($status, $out, $err) = weft(["$examples/poollog.py", $log_path, '/nonexistent', $log_path]);
my $counts = '354 2xx, 23 3xx, 17 4xx, 3 5xx, 3 malformed; 3,520,342 B';
is($out, "$log_path: $counts\n" x 2 . "all: 708 2xx, 46 3xx, 34 4xx, 6 5xx, 6 malformed; 7,040,684 B\n",
  'poollog counts several logs, in their order');
is($err, "poollog: /nonexistent: No such file or directory\n", 'and names the one that is not there');
is($status, 1, 'which is a failure');

($status, $out, $err) = weft(["$examples/poollog.py", '-', $log_path], in => read_file($log_path));
is($out, "-: $counts\n$log_path: $counts\nall: 708 2xx, 46 3xx, 34 4xx, 6 5xx, 6 malformed; 7,040,684 B\n",
  'poollog reads standard input') or diag($err);
($status, $out, $err) = weft(["$examples/poollog.py", '--threads', '0', $log_path]);
is($status, 2, 'poollog without threads');
like($err, qr/error: argument --threads: there must be one at least$/, 'is told');
for my $case (['-5', 'a log cannot have -5 lines'], ['few', "invalid int value: 'few'"]) {
  ($status, $out, $err) = weft(["$examples/makelog.py", '--lines', $case->[0]]);
  is($status, 2, "makelog --lines $case->[0]");
  like($err, qr/error: argument --lines: \Q$case->[1]\E$/, 'is told');
}
is((weft(["$examples/makelog.py", '--lines', '0']))[1], '', 'a log of no lines');

($status, $out, $err) = weft(["$examples/pipeline.py", '500']);
is($out, "0 0\n1 1,000,000\n2 4,000,000\n499 249,001,000,000\n500 of 500\n",
  'nothing is lost in the pipeline') or diag($err);
is($status, 0, 'whose daemon threads do not keep the program from ending');
($status, $out, $err) = weft(["$examples/pipeline.py", 'many']);
is($status, 2, 'a count that is no number');
like($err, qr/invalid int value: 'many'$/, 'is told');
($status, $out, $err) = weft(["$examples/pipeline.py", '-5']);
is($status, 2, 'a count below zero');
like($err, qr/error: argument COUNT: -5 numbers cannot be sent$/, 'is refused');
is((weft(["$examples/pipeline.py", '0']))[1], "0 of 0\n", 'no numbers');

($status, $out, $err) = weft(["$examples/dining.py", '--polite']);
is($out, "3 philosophers have eaten 100 times each\n", 'polite philosophers eat') or diag($err);
($status, $out, $err) = weft(["$examples/dining.py", '--rude']);
is($status, 2, 'there are no others');
like($err, qr/error: unrecognized arguments: --rude$/, 'which is told');

done_testing();
