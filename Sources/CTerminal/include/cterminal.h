/* Everything that Swift sees of the terminal: plain C types; no curses.h, no macros, no globals.
 *
 * One thread owns the screen and calls these, except rt_wake, which any thread may call. The shim
 * does no thinking: it opens, writes, waits and repairs. Keys are decoded and colours chosen in
 * Swift. */
#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  int32_t colors;      /* 0 for none, else what terminfo says */
  int32_t pairs;       /* numbers 1 ..< pairs may be given to rt_pair */
  bool direct;         /* colour numbers from 8 on are 0xRRGGBB */
} rt_info;

/* What rt_wait saw, as bits. */
enum {
  RT_INPUT = 1,        /* rt_read will not block */
  RT_WOKEN = 2,        /* the caller's descriptor was signalled, and has been read empty */
  RT_RESIZED = 4,      /* call rt_resize */
  RT_STOP_ASKED = 8,   /* call rt_suspend */
  RT_CONTINUED = 16,   /* stopped and continued behind our back: call rt_resume */
  RT_QUIT_ASKED = 32,  /* rt_quit_signal says which */
  RT_CLOSED = 64,      /* the terminal is gone */
};

enum { RT_BOLD = 1, RT_DIM = 2, RT_ITALIC = 4, RT_UNDERLINE = 8, RT_REVERSE = 16 };

/* Why rt_open failed. */
enum {
  RT_NOT_A_TERMINAL = -1,
  RT_UNKNOWN_TERMINAL = -2,
  RT_NO_CURSOR_ADDRESS = -3,
  RT_ALREADY_OPEN = -4,
};

/* Forks and runs the program again in a child; returns in the child, or at once where there is no
 * terminal, or in the child when asked again. The parent waits, repairs the terminal after any
 * ending, and exits as the child did. */
void rt_supervise(char *const *arguments);

/* Opens the screen; 0, or a reason from above. The modes that modern terminals have (mouse, paste,
 * synchronized output) are switched on by the caller with rt_send, and off in here. */
int rt_open(const char *type, bool modern, bool colors, rt_info *info);
void rt_close(bool drop_input);       /* idempotent; with drop_input unread input is thrown away */
void rt_size(int32_t *rows, int32_t *columns);   /* of the picture; 0 while closed */
int rt_terminfo(const char *name, char *buffer, int capacity);  /* length; 0 when there is none */
void rt_suspend(void);                /* gives the terminal back, stops, comes back */
void rt_resume(void);                 /* takes the terminal again after a stop */
void rt_resize(void);                 /* takes on the size of the window */

bool rt_pair(int pair, int foreground, int background);   /* -1 is the terminal's own colour */
void rt_put_run(int y, int x, const uint32_t *scalars, int count, uint32_t attributes, int pair);
void rt_cursor(int y, int x); /* before rt_flush: shows the cursor there; hides it when y < 0 */
void rt_flush(void);                  /* sends what has changed */
void rt_invalidate(void);             /* the next flush sends everything */
void rt_send(const char *bytes, int count);   /* a control string, past ncurses */

int rt_wait(int milliseconds, int wake);      /* -1 waits without end; wake may be -1 */
int rt_read(uint8_t *buffer, int capacity);   /* bytes read; 0 when the terminal is gone */
int rt_quit_signal(void);
int rt_wake_open(void);               /* a descriptor for rt_wait, or -1 */
void rt_wake(int descriptor);         /* ends rt_wait; safe in any thread and signal handler */
void rt_wake_close(int descriptor);
#endif
