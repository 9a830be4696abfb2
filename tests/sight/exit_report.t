# An exit that takes long says what it waits for.
use strict;
use warnings;
use Test::More;
use WeftTest;

my $code = <<'END';
import threading, time
def stays():
    time.sleep(0.6)
threading.Thread(target=stays, name='stayer').start()
threading.Thread(target=time.sleep, args=(0.5,), name='other', daemon=True).start()
print('end')
END

my ($status, $out, $err) = weft(['-c', $code], env => {WEFT_SHUTDOWN_REPORT => '0.2'});
is($status, 0, 'the exit goes on after the report');
is($out, "end\n", 'the program ran');
like($err, qr/\Aweft: the program has ended but has been waiting for 0\.2 s for 1 thread\n\nThread stayer \(0x[0-9a-f]+\), sleeps, for /,
     'it names the thread and what it does');
like($err, qr/  File "<string>", line 3, in stays\n/, 'where it is');
unlike($err, qr/other/, 'daemons hold nothing up');
is(scalar(() = $err =~ /has been waiting/g), 1, 'once');

($status, $out, $err) = weft(['-c', $code], env => {WEFT_SHUTDOWN_REPORT => '0'});
is($err, '', '0 turns it off');
($status, $out, $err) = weft(['-c', $code]);
is($err, '', 'the exit waits ten seconds before it says anything');

done_testing();
