/* What bench/ffi calls: functions that do nothing much, and one that calls back often. */
typedef int (*callback)(int);

int nothing(void) { return 0; }

long first_of(const long *numbers) { return *numbers; }

long call_often(callback f, int times) {
  long sum = 0;
  for (int i = 0; i < times; i++) sum += f(i);
  return sum;
}
