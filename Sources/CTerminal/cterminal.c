#include "cterminal.h"
int rt_version(void);
int rt_version(void) { return 1; }
