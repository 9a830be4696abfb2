/* Weft's public interface. */
#ifndef WEFT_H
#define WEFT_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WEFT_API __attribute__((visibility("default")))
#else
#define WEFT_API
#endif

/* The command `weft`: reads the arguments, runs what they ask for, and returns the exit status.
   Call it once, on the process's main thread. argv stays the caller's and must outlive the call. */
WEFT_API int weft_main(int argc, char **argv);

/* "0.1.0" */
WEFT_API const char *weft_version(void);

#ifdef __cplusplus
}
#endif
#endif
