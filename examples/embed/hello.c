#include <weft.h>

int main(void) {
  if (weft_initialize(NULL) != WEFT_OK) return 1;
  if (weft_run_source("print('Hello from', __name__)", NULL) != WEFT_OK) {
    weft_exception_print();
    weft_exit(1);
  }
  weft_exit(0);
}
