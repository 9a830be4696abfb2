# WEFT_CHECK_CFLAGS(VARIABLE, FLAGS)
# Adds each of FLAGS that the compiler takes to VARIABLE, which is substituted.
AC_DEFUN([WEFT_CHECK_CFLAGS], [
  for weft_flag in $2; do
    AC_MSG_CHECKING([whether $CC accepts $weft_flag])
    weft_saved_CFLAGS=$CFLAGS
    CFLAGS="-Werror $weft_flag $CFLAGS"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
      [weft_accepted=yes; $1="$$1 $weft_flag"], [weft_accepted=no])
    CFLAGS=$weft_saved_CFLAGS
    AC_MSG_RESULT([$weft_accepted])
  done
  AC_SUBST([$1])
])

# WEFT_CHECK_LDFLAGS(VARIABLE, FLAGS)
# Adds each of FLAGS that a program can be linked with to VARIABLE.
AC_DEFUN([WEFT_CHECK_LDFLAGS], [
  for weft_flag in $2; do
    AC_MSG_CHECKING([whether programs can be linked with $weft_flag])
    weft_saved_LDFLAGS=$LDFLAGS
    LDFLAGS="-Werror $weft_flag $LDFLAGS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
      [weft_accepted=yes; $1="$$1 $weft_flag"], [weft_accepted=no])
    LDFLAGS=$weft_saved_LDFLAGS
    AC_MSG_RESULT([$weft_accepted])
  done
])

# WEFT_SANITIZE(KIND)
# Compiles and links everything with -fsanitize=KIND; a finding ends the process.
AC_DEFUN([WEFT_SANITIZE], [
  CFLAGS="$CFLAGS -fsanitize=$1 -fno-omit-frame-pointer -fno-sanitize-recover=all"
  AC_MSG_CHECKING([whether the $1 sanitizer works])
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([$CC cannot build with the $1 sanitizer])])
  AC_DEFINE([WF_SANITIZER], [1], [Define to 1 when a sanitizer watches the program.])
])
