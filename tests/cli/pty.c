/* usage: pty SCRIPT.pty

   Runs the program named by $WEFT on a pseudo-terminal as the script says, and reports in TAP:
   one test for each `expect`. Lines of a script, arguments with C escapes (\n \t \e \xHH \\):

     run ARG...      start the program (the arguments are separated by blanks)
     send TEXT       type TEXT
     expect TEXT     wait until TEXT appears in what came since the last match
     absent TEXT     TEXT is not in what has come since the last match
     exit N          the program ends, with status N
     file NAME TEXT  writes a file in the program's home folder, before `run`
     env NAME=VALUE  sets a variable, before `run`; $HOME in VALUE is the home folder
     # ...           a remark; it names the tests that follow

   The home folder is a fresh temporary one; it is removed at the end. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_PTY_H
#include <pty.h>
#elif defined HAVE_UTIL_H
#include <util.h>
#else
#include <libutil.h>
#endif

#include "tests/tap.h"

enum { MAX_ARGS = 16, PATIENCE_MS = 15000 };

static struct {
  int fd;
  pid_t pid;
  char *seen; /* what came since the last match */
  size_t length, room;
  char home[64];
  char remark[256];
} terminal = { .fd = -1 };

static void unescape(char *text) {
  char *to = text;
  for (const char *from = text; *from;) {
    if (*from != '\\' || !from[1]) {
      *to++ = *from++;
      continue;
    }
    from++;
    switch (*from) {
    case 'n': *to++ = '\n'; break;
    case 'r': *to++ = '\r'; break;
    case 't': *to++ = '\t'; break;
    case 'e': *to++ = '\033'; break;
    case 's': *to++ = ' '; break;
    case 'x': {
      char digits[3] = { from[1], from[1] ? from[2] : 0, 0 };
      *to++ = (char)strtol(digits, NULL, 16);
      from += strlen(digits);
      break;
    }
    default: *to++ = *from; break;
    }
    from++;
  }
  *to = 0;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where) {
  (void)status, (void)kind, (void)where;
  return remove(path);
}

static void clean_up(void) {
  if (terminal.pid > 0)
    kill(terminal.pid, SIGKILL);
  if (terminal.home[0])
    nftw(terminal.home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void run(char *arguments) {
  char *argv[MAX_ARGS + 2] = { getenv("WEFT") };
  int argc = 1;
  for (char *word = strtok(arguments, " "); word && argc <= MAX_ARGS; word = strtok(NULL, " ")) {
    unescape(word);
    argv[argc++] = word;
  }
  if (terminal.fd >= 0)
    close(terminal.fd);
  terminal.length = 0;
  struct winsize size = { .ws_row = 24, .ws_col = 80 };
  terminal.pid = forkpty(&terminal.fd, NULL, NULL, &size);
  if (terminal.pid == 0) {
    signal(SIGINT, SIG_DFL); /* whoever runs the tests in the background ignores them */
    signal(SIGQUIT, SIG_DFL);
    signal(SIGHUP, SIG_DFL); /* and nohup this one: a program without its terminal would go on */
    if (chdir(terminal.home) == 0)
      execv(argv[0], argv);
    _exit(127);
  }
}

/* Reads what has come; false when nothing came for `wait` milliseconds or the program is gone. */
static bool read_more(int wait) {
  struct pollfd source = { .fd = terminal.fd, .events = POLLIN };
  if (poll(&source, 1, wait) <= 0)
    return false;
  if (terminal.length + 4096 >= terminal.room) {
    terminal.room = terminal.room * 2 + 8192;
    terminal.seen = realloc(terminal.seen, terminal.room);
  }
  ssize_t count = read(terminal.fd, terminal.seen + terminal.length, 4095);
  if (count <= 0)
    return false;
  terminal.length += (size_t)count;
  terminal.seen[terminal.length] = 0;
  return true;
}

static void show_seen(void) {
  printf("# what came: |");
  for (size_t i = 0; i < terminal.length; i++) {
    unsigned char c = (unsigned char)terminal.seen[i];
    if (c == '\n')
      printf("\\n");
    else if (c < 32 || c == 127)
      printf("\\x%02x", c);
    else
      putchar(c);
  }
  printf("|\n");
}

static bool program_is_gone(void) {
  siginfo_t info = { 0 };
  return waitid(P_PID, (id_t)terminal.pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid;
}

static void expect(const char *text) {
  size_t size = strlen(text);
  time_t deadline = time(NULL) + PATIENCE_MS / 1000;
  for (;;) {
    char *found = terminal.length ? memmem(terminal.seen, terminal.length, text, size) : NULL;
    if (found) {
      size_t used = (size_t)(found - terminal.seen) + size;
      memmove(terminal.seen, terminal.seen + used, terminal.length - used + 1);
      terminal.length -= used;
      ok(true, "%s", terminal.remark);
      return;
    }
    if (!read_more(200) && (time(NULL) >= deadline || program_is_gone())) {
      while (read_more(50))
        ;
      ok(false, "%s", terminal.remark);
      printf("# did not come: |%s|\n", text);
      show_seen();
      return;
    }
  }
}

static void absent(const char *text) {
  while (read_more(300))
    ;
  if (!ok(!terminal.length || !memmem(terminal.seen, terminal.length, text, strlen(text)), "%s",
          terminal.remark))
    show_seen();
}

static void expect_exit(int wanted) {
  int status = 0;
  pid_t gone = 0;
  for (int waited = 0; waited < PATIENCE_MS && gone == 0; waited += 100) {
    while (read_more(20))
      ;
    gone = waitpid(terminal.pid, &status, WNOHANG);
    if (gone == 0)
      poll(NULL, 0, 80);
  }
  if (gone == terminal.pid)
    terminal.pid = 0;
  int code = gone <= 0 ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (!ok(code == wanted, "%s", terminal.remark)) {
    printf("# exit status %d, not %d\n", code, wanted);
    show_seen();
  }
}

static void write_file(char *rest) {
  char path[256];
  char *text = strchr(rest, ' ');
  if (!text)
    return;
  *text++ = 0;
  unescape(text);
  snprintf(path, sizeof path, "%s/%s", terminal.home, rest);
  FILE *file = fopen(path, "w");
  if (file) {
    fputs(text, file);
    fclose(file);
  }
}

static void set_variable(char *rest) {
  char value[256];
  char *equals = strchr(rest, '=');
  if (!equals)
    return;
  *equals++ = 0;
  if (strncmp(equals, "$HOME", 5) == 0)
    snprintf(value, sizeof value, "%s%s", terminal.home, equals + 5);
  else
    snprintf(value, sizeof value, "%s", equals);
  setenv(rest, value, 1);
}

static void obey(char *line) {
  if (line[0] == '#') {
    snprintf(terminal.remark, sizeof terminal.remark, "%s", line + strspn(line, "# "));
    return;
  }
  char *rest = line + strcspn(line, " ");
  if (*rest)
    *rest++ = 0;
  if (strcmp(line, "run") == 0) {
    run(rest);
  } else if (strcmp(line, "file") == 0) {
    write_file(rest);
  } else if (strcmp(line, "env") == 0) {
    set_variable(rest);
  } else {
    unescape(rest);
    if (strcmp(line, "send") == 0) {
      if (write(terminal.fd, rest, strlen(rest)) < 0)
        ok(false, "sending to the program");
    } else if (strcmp(line, "expect") == 0) {
      expect(rest);
    } else if (strcmp(line, "absent") == 0) {
      absent(rest);
    } else if (strcmp(line, "exit") == 0) {
      expect_exit(atoi(rest));
    } else if (*line) {
      ok(false, "unknown line: %s", line);
    }
  }
}

int main(int argc, char **argv) {
  char line[1024];
  FILE *script = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!script || !getenv("WEFT")) {
    fprintf(stderr, "usage: WEFT=program pty SCRIPT\n");
    return 2;
  }
  snprintf(terminal.home, sizeof terminal.home, "/tmp/weft-pty.XXXXXX");
  if (!mkdtemp(terminal.home))
    return skip_all("no temporary folder");
  atexit(clean_up);
  signal(SIGPIPE, SIG_IGN);
  setenv("HOME", terminal.home, 1);
  setenv("TERM", "xterm", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  while (fgets(line, sizeof line, script)) {
    line[strcspn(line, "\n")] = 0;
    obey(line);
  }
  fclose(script);
  return done_testing();
}
