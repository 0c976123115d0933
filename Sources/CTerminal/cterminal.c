/* The part of the terminal that must be C: ncurses, signals, and the process that repairs. */
#define NCURSES_WIDECHAR 1 /* before curses.h; and never term.h, whose macros eat identifiers */
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cterminal.h"

#define SUPERVISED "REVTOP_SUPERVISED" /* in the child: the descriptor that keeps stderr */
/* What Swift may have switched on: synchronized output, bracketed paste, mouse. */
#define MODES_OFF "\033[?2026l\033[?2004l\033[?1006l\033[?1002l\033[?1000l"
/* All that may be on: colours, hidden cursor, no wrap, cursor keys, keypad, second screen. */
#define REPAIR "\033[0m\033[?25h\033[?7h\033[?1l\033>\033[?1049l"

static SCREEN *screen;
static struct termios shell_modes;            /* as they were before we came */
static volatile sig_atomic_t must_repair;     /* the terminal is in our state, not the shell's */
static volatile sig_atomic_t resized, stop_asked, continued, quit_asked;
static struct timespec quit_time;
static bool has_modes;
static int signal_fd = -1;                    /* ends poll from a signal handler */
static int kept_fd = -1, stderr_fd = -1;      /* stderr while the screen is up, and the real one */

static void put(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}
#define PUT(string) put(string, sizeof(string) - 1)

/* ---- stderr: kept while the screen is up, so that "Fatal error: ..." is not lost with it ---- */

/* Prints what was kept, on the real stderr. Async-signal-safe. */
static void print_kept(int descriptor) {
  char buffer[1024];
  ssize_t count;
  off_t at = 0;
  if (descriptor < 0) return;
  while ((count = pread(descriptor, buffer, sizeof buffer, at)) > 0) {
    if (write(STDERR_FILENO, buffer, (size_t)count) < 0) break;
    at += count;
  }
  (void)!ftruncate(descriptor, 0);
  lseek(descriptor, 0, SEEK_SET);
}

static void keep_stderr(void) {
  if (stderr_fd >= 0 || !isatty(STDERR_FILENO)) return;
  if (kept_fd < 0) kept_fd = memfd_create("stderr", MFD_CLOEXEC);
  if (kept_fd < 0) return;
  stderr_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (stderr_fd >= 0) dup2(kept_fd, STDERR_FILENO);
}

static void give_back_stderr(void) {
  if (stderr_fd < 0) return;
  dup2(stderr_fd, STDERR_FILENO);
  close(stderr_fd);
  stderr_fd = -1;
  print_kept(kept_fd);
}

/* ---- signals ---- */

/* Puts the terminal into the shell's state. Async-signal-safe: write and tcsetattr only. */
static void repair(void) {
  if (!must_repair) return;
  must_repair = 0;
  PUT(MODES_OFF REPAIR);
  tcsetattr(STDIN_FILENO, TCSANOW, &shell_modes);
}

static const int faults[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { FAULTS = sizeof faults / sizeof *faults };
static struct sigaction before[FAULTS];

static void on_fault(int number, siginfo_t *info, void *context) {
  (void)context;
  repair();
  give_back_stderr();
  for (int i = 0; i < FAULTS; i++)
    if (faults[i] == number) sigaction(number, &before[i], NULL);
  /* Sent, not suffered: again. Else the instruction faults again where Swift's reporter sees it. */
  if (info->si_code <= 0) raise(number);
}

static void wake_up(int descriptor) {
  int error = errno;
  uint64_t one = 1;
  if (descriptor >= 0) (void)!write(descriptor, &one, sizeof one);
  errno = error;
}

static void on_winch(int number) { (void)number, resized = 1, wake_up(signal_fd); }
static void on_tstp(int number) { (void)number, stop_asked = 1, wake_up(signal_fd); }
static void on_cont(int number) { (void)number, continued = 1, wake_up(signal_fd); }

static void on_quit(int number) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  /* Asked again after a while: the loop is stuck. Sooner, it is the parent passing it on. */
  if (quit_asked && now.tv_sec - quit_time.tv_sec >= 2) {
    repair();
    give_back_stderr();
    signal(number, SIG_DFL);
    raise(number);
  }
  if (!quit_asked) quit_time = now;
  quit_asked = number;
  wake_up(signal_fd);
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigaction(number, &action, NULL);
}

static const struct { int number; void (*handler)(int); } wanted[] = {
    {SIGWINCH, on_winch}, {SIGTSTP, on_tstp}, {SIGCONT, on_cont},
    {SIGTERM, on_quit},   {SIGHUP, on_quit},  {SIGINT, on_quit}};
enum { WANTED = sizeof wanted / sizeof *wanted };

/* Before newterm, as ncurses takes only the signals that are still at their default. */
static void install_handlers(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  if (signal_fd < 0) signal_fd = rt_wake_open();
  for (int i = 0; i < WANTED; i++) {
    sigaddset(&set, wanted[i].number);
    handle(wanted[i].number, wanted[i].handler);
  }
  pthread_sigmask(SIG_UNBLOCK, &set, NULL); /* whoever started us may have left them blocked */
  static int guarded;
  if (guarded++) return;
  static char stack[64 * 1024]; /* a stack overflow needs another stack to be handled on */
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack}, present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE))
    sigaltstack(&alternate, NULL);
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < FAULTS; i++) {
    sigaction(faults[i], &action, &before[i]);
    /* Swift's handler for SIGQUIT reports and lives on; to quit is to end. */
    if (faults[i] == SIGQUIT) before[i].sa_handler = SIG_DFL, before[i].sa_flags = 0;
  }
}

/* ---- the parent: the one answer to SIGKILL and to a stack overflow in another thread ---- */

static volatile sig_atomic_t child;

/* What the terminal itself sends (si_code > 0) has reached the child as well. */
static void pass_on(int number, siginfo_t *info, void *context) {
  (void)context;
  if (child > 0 && info->si_code <= 0) kill(child, number);
}

static void repair_after_child(void) {
  struct termios now;
  if (tcgetattr(STDIN_FILENO, &now) != 0 || (now.c_lflag & ICANON)) return;
  must_repair = 1; /* still raw: the child could not do it */
  repair();
  tcflush(STDIN_FILENO, TCIFLUSH);
}

/* A fault is ours: say what makes a report of it. */
#define FAULT_REPORT "; this is a fault of the program. The terminal is as it was; please report it with " \
                     "what 'revtop doctor' prints, and with a session of --record when it comes again"
static bool is_fault(int number) {
  for (int i = 0; i < FAULTS; i++)
    if (faults[i] == number && number != SIGQUIT) return true;
  return false;
}

static void watch(pid_t pid) {
  struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO};
  child = pid;
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGTSTP, SIG_IGN);
  signal(SIGTTOU, SIG_IGN);
  int status = 0;
  for (;;) {
    pid_t ended = waitpid(pid, &status, WUNTRACED);
    if (ended < 0 && errno == EINTR) continue;
    if (ended != pid || !WIFSTOPPED(status)) break;
    repair_after_child();
    signal(SIGTSTP, SIG_DFL); /* the child stops first, then we do: the shell waits for us */
    raise(SIGTSTP);           /* does nothing where nobody could continue us */
    signal(SIGTSTP, SIG_IGN);
    kill(pid, SIGCONT);
  }
  repair_after_child();
  print_kept(kept_fd);
  if (!WIFSIGNALED(status)) _exit(WEXITSTATUS(status));
  int number = WTERMSIG(status);
  if (number != SIGINT)
    dprintf(STDERR_FILENO, "%s: ended by signal %d (%s)%s\n", program_invocation_short_name, number,
            strsignal(number), is_fault(number) ? FAULT_REPORT : "");
  _exit(128 + number);
}

void rt_supervise(char *const *arguments) {
  static bool is_child;
  if (is_child) return;
  const char *inherited = getenv(SUPERVISED);
  if (inherited) {
    is_child = true;
    kept_fd = atoi(inherited);
    if (kept_fd < 3 || fcntl(kept_fd, F_SETFD, FD_CLOEXEC) != 0) kept_fd = -1;
    unsetenv(SUPERVISED);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    prctl(PR_SET_NAME, program_invocation_short_name); /* not "exe", for ps and pkill */
    return;
  }
  if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &shell_modes) != 0) return;
  char number[16];
  kept_fd = memfd_create("stderr", 0);
  snprintf(number, sizeof number, "%d", kept_fd);
  setenv(SUPERVISED, number, 1);
  pid_t pid = fork();
  if (pid == 0) execv("/proc/self/exe", arguments), _exit(127);
  if (pid > 0) watch(pid);
  unsetenv(SUPERVISED); /* no more processes: go on without a parent */
}

/* ---- opening and closing ---- */

/* Without a second screen the picture stays: the shell's next line gets a row of its own. */
static void clear_last_row(void) {
  char *second = tigetstr("smcup");
  if (second && second != (char *)-1) return;
  attrset(A_NORMAL);
  mvaddstr(getmaxy(stdscr) - 1, 0, "");
  clrtoeol();
  refresh();
}

static void close_at_exit(void) { rt_close(true); }
static void modes_off(void) { if (has_modes) PUT(MODES_OFF); }

int rt_open(const char *type, bool modern, bool colors, rt_info *info) {
  if (screen) return RT_ALREADY_OPEN;
  if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &shell_modes)) return RT_NOT_A_TERMINAL;
  unsetenv("LINES"); /* with these set ncurses would never believe a resize */
  unsetenv("COLUMNS");
  install_handlers();
  screen = newterm(type, stdout, stdin); /* initscr would exit on an unknown terminal */
  if (!screen) return RT_UNKNOWN_TERMINAL;
  char *address = tigetstr("cup");
  if (!address || address == (char *)-1) { /* "dumb" gets as far as this */
    delscreen(screen);
    screen = NULL;
    tcsetattr(STDIN_FILENO, TCSANOW, &shell_modes);
    return RT_NO_CURSOR_ADDRESS;
  }
  must_repair = 1;
  static bool registered;
  registered = registered || atexit(close_at_exit) == 0;
  has_modes = modern;
  raw(); /* Ctrl-C and Ctrl-Z arrive as keys, Ctrl-S does not freeze the screen */
  noecho();
  nonl();
  typeahead(-1); /* frames are always sent whole */
  leaveok(stdscr, TRUE);
  keypad(stdscr, TRUE);
  curs_set(0);
  if (colors && has_colors()) {
    start_color();
    use_default_colors();
  }
  info->colors = COLORS > 0 && COLOR_PAIRS > 0 ? COLORS : 0; /* both 0 until start_color */
  info->pairs = info->colors ? COLOR_PAIRS : 0;
  info->direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0;
  keep_stderr();
  return 0;
}

void rt_close(bool drop_input) {
  if (!screen) return;
  modes_off();
  clear_last_row();
  curs_set(1);
  endwin();
  if (drop_input) tcflush(STDIN_FILENO, TCIFLUSH);
  must_repair = 0;
  delscreen(screen);
  screen = NULL;
  give_back_stderr();
  for (int i = 0; i < WANTED; i++) handle(wanted[i].number, SIG_DFL); /* Ctrl-C ends us again */
}

int rt_terminfo(const char *name, char *buffer, int capacity) {
  const char *value = tigetstr(name);
  if (!value || value == (char *)-1) return 0;
  int length = (int)strlen(value);
  if (length > capacity) return 0;
  memcpy(buffer, value, (size_t)length);
  return length;
}

static void enter(void) {
  keep_stderr();
  reset_prog_mode();
  must_repair = 1;
  rt_resize();
  clearok(curscr, TRUE);
  refresh(); /* back to the second screen */
  keypad(stdscr, TRUE);
  curs_set(0);
  continued = 0;
}

void rt_size(int32_t *rows, int32_t *columns) {
  *rows = screen ? getmaxy(stdscr) : 0;
  *columns = screen ? getmaxx(stdscr) : 0;
}

void rt_suspend(void) {
  if (!screen) return;
  modes_off();
  clear_last_row();
  curs_set(1);
  endwin();
  must_repair = 0;
  give_back_stderr();
  handle(SIGTSTP, SIG_DFL);
  raise(SIGTSTP); /* not SIGSTOP: where nobody could continue us, the kernel ignores this one */
  handle(SIGTSTP, on_tstp);
  stop_asked = 0;
  enter();
}

void rt_resume(void) {
  if (!screen) return;
  endwin(); /* makes ncurses forget what it believes about the terminal */
  enter();
}

void rt_resize(void) {
  struct winsize now;
  if (!screen || ioctl(STDOUT_FILENO, TIOCGWINSZ, &now) || !now.ws_row || !now.ws_col) return;
  if (now.ws_row == getmaxy(stdscr) && now.ws_col == getmaxx(stdscr)) return;
  resize_term(now.ws_row, now.ws_col); /* resizeterm would queue a key as well */
  erase();
  clearok(curscr, TRUE);
}

/* ---- output ---- */

bool rt_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

void rt_put_run(int y, int x, const uint32_t *scalars, int count, uint32_t bits, int pair) {
  attr_t attributes = (bits & RT_BOLD ? A_BOLD : 0) | (bits & RT_DIM ? A_DIM : 0) |
                      (bits & RT_ITALIC ? A_ITALIC : 0) | (bits & RT_UNDERLINE ? A_UNDERLINE : 0) |
                      (bits & RT_REVERSE ? A_REVERSE : 0);
  attr_set(attributes, 0, &pair); /* through the pointer: pairs above 32767 */
  mvaddnwstr(y, x, (const wchar_t *)scalars, count);
}

void rt_flush(void) { wnoutrefresh(stdscr), doupdate(); }
void rt_cursor(int y, int x) {
  leaveok(stdscr, y < 0);
  curs_set(y >= 0);
  if (y >= 0) move(y, x);
}
void rt_invalidate(void) { clearok(curscr, TRUE); }
void rt_send(const char *bytes, int count) { put(bytes, (size_t)count); }

/* ---- input ---- */

int rt_wait(int milliseconds, int wake) {
  struct pollfd watched[3] = {{STDIN_FILENO, POLLIN, 0}, {signal_fd, POLLIN, 0}, {wake, POLLIN, 0}};
  int ready = poll(watched, wake < 0 ? 2 : 3, milliseconds), seen = 0;
  uint8_t dropped[64];
  if (ready > 0) {
    if (watched[0].revents & POLLIN) seen |= RT_INPUT;
    else if (watched[0].revents) seen |= RT_CLOSED; /* POLLHUP: without this we would spin */
    if (watched[1].revents) (void)!read(signal_fd, dropped, sizeof dropped);
    if (watched[2].revents) {
      (void)!read(wake, dropped, sizeof dropped);
      seen |= RT_WOKEN;
    }
  }
  if (resized) resized = 0, seen |= RT_RESIZED;
  if (stop_asked) stop_asked = 0, seen |= RT_STOP_ASKED;
  if (continued) continued = 0, seen |= RT_CONTINUED;
  if (quit_asked) seen |= RT_QUIT_ASKED;
  return seen;
}

int rt_read(uint8_t *buffer, int capacity) {
  ssize_t count;
  do count = read(STDIN_FILENO, buffer, (size_t)capacity);
  while (count < 0 && errno == EINTR);
  return count > 0 ? (int)count : 0;
}

int rt_quit_signal(void) { return quit_asked; }
int rt_wake_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
void rt_wake(int descriptor) { wake_up(descriptor); }
void rt_wake_close(int descriptor) { close(descriptor); }
