import time
a = time.monotonic(); time.sleep(0.01); b = time.monotonic(); print(b > a, time.perf_counter() > 0, time.time() > 1.6e9, isinstance(time.time_ns(), int), time.process_time() >= 0)
t = time.gmtime(86400 * 365); print(t.tm_year, t.tm_yday, tuple(t), time.strftime("%Y-%m-%d %H:%M:%S", t), time.asctime(t), t.tm_mon, time.gmtime(0)[:6], time.strftime("%j %a %b", time.gmtime(0)))
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
# expect: True True True True True
# expect: 1971 1 (1971, 1, 1, 0, 0, 0, 4, 1, 0) 1971-01-01 00:00:00 Fri Jan  1 00:00:00 1971 1 (1970, 1, 1, 0, 0, 0) 001 Thu Jan
# expect: sleep length must be non-negative
