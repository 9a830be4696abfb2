EXTRA_DIST += \
  %D%/conformance.md \
  %D%/differences.md \
  %D%/internals.md
