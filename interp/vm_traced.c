/* The machine's second loop, for threads that sys.settrace or sys.setprofile watches; see vm.c. */
#include <config.h>

#define WF_VM_TRACED 1
#include "interp/vm.c"
