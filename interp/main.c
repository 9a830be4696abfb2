/* The program weft. */
#include <config.h>

#include "runtime/weft.h"

int main(int argc, char **argv) { return weft_main(argc, argv); }
