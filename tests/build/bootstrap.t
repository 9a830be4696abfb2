# What bootstrap says of itself; what it does is tried wherever Weft is built.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $bootstrap = "$ENV{WEFT_SOURCE}/bootstrap";

my ($status, $usage, $err) = run_program([$bootstrap, '--help']);
is($status, 0, 'help is what was asked for');
is($err, '', 'and no error');
like($usage, qr/\Ausage: \.\/bootstrap /, 'it begins with the usage');
like($usage, qr/^ +\.\/bootstrap $_ /m, "which names $_") for 'run FILE \[ARG\.\.\.\]', 'check';
like($usage, qr/\b$_\b/, "$_ is named") for qw(CONFIGURE_FLAGS CC CFLAGS);
unlike($usage, qr/^#|^set |\bsay\b/m, 'nothing of the script is shown');
is_deeply([run_program([$bootstrap, '-h'])], [0, $usage, ''], '-h is the same');

for my $arguments (['--no-such'], ['build', 'more'], ['run'], ['check', 'more']) {
  is_deeply([run_program([$bootstrap, @$arguments])], [2, '', $usage], "misuse: @$arguments");
}

done_testing();
