EXTRA_DIST += \
  %D%/conformance.md \
  %D%/differences.md \
  %D%/embedding.md \
  %D%/ffi.md \
  %D%/internals.md \
  %D%/threads.md \
  %D%/sight.md
