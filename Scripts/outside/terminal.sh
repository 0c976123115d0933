# shellcheck shell=bash
# The real program in a real terminal (tmux), for acceptance.sh and monkey.sh, which source this.
#
# It wants $bin, the program, and $work, a scratch folder; nothing that a program under test writes
# leaves that folder, and nothing of the caller's settings reaches it.
export LC_ALL=C.UTF-8
root=${root:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
sample=$root/sample-data
sock=$work/tmux
mkdir -p "$work/home" "$work/config" "$work/data" "$work/state" "$work/cwd"
: > "$work/settle"

# A sleep that starts no process.
exec {nap_fd}<> <(:)
nap() { local ignored; read -rt "$1" -u "$nap_fd" ignored; }

t() { tmux -S "$sock" -f /dev/null "$@"; }

# What every program gets.
clean="env -u LINES -u COLUMNS -u NO_COLOR -u COLORTERM -u SWIFT_BACKTRACE -u TMUX \
  HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state \
  ESCDELAY=25 LC_ALL=C.UTF-8"

# ---- starting ----

# open COLUMNSxROWS ARGUMENTS...: the program in a fresh terminal, at rest, inside a shell that stays.
# $sets adds to its environment, $record=1 keeps the bytes that it sends in $work/bytes.
open() { open_only "$@"; settle; }
open_only() {
  local size=$1; shift
  shut
  rm -f "$work"/bytes "$work"/status "$work"/go "$work"/started
  : > "$work/settle"
  cat > "$work/run.sh" <<EOF
cd "$work/cwd"
echo line before the start
stty -a > "$work/before"
while [ ! -e "$work/go" ]; do sleep 0.01; done
date +%s%N > "$work/started"
$clean ${sets:-} "$bin" --settle-file "$work/settle" $*
echo "status=\$?" | tee "$work/status"
stty -a > "$work/after"
PS1='shell\$ ' exec sh -i
EOF
  t new-session -d -x "${size%x*}" -y "${size#*x}" -s a "sh $work/run.sh"
  t set -g escape-time 0 \; set -g set-clipboard on \; set -g remain-on-exit on
  [ -n "${record:-}" ] && t pipe-pane -t a -o "cat > $work/bytes" && nap 0.1
  touch "$work/go"
  while [ ! -s "$work/started" ]; do nap 0.005; done
}
# shell SIZE: a shell in a fresh terminal, for what is done from the command line.
shell() {
  shut
  rm -f "$work/status"; : > "$work/settle"
  t new-session -d -x "${1%x*}" -y "${1#*x}" -s a "cd $work/cwd; $clean PS1='shell\$ ' bash --norc -i"
  t set -g escape-time 0
  until_seen 'shell$'
}
shut() {
  t kill-server 2>/dev/null || return 0
  local i; for i in $(seq 1 50); do t ls >/dev/null 2>&1 || break; nap 0.02; done
}

# ---- waiting ----

# How much longer than on an idle machine things may take here: what is asked for by SLACK, times
# the programs that wait for each core.
cores=$(nproc 2>/dev/null || echo 1)
slack() {
  local load
  read -r load _ < /proc/loadavg
  awk -v l="$load" -v n="$cores" -v s="${SLACK:-1}" 'BEGIN { q = int(l / n + 0.999); print s * (q < 1 ? 1 : q) }'
}
now() { date +%s%N; }
# The number of the last frame at rest.
number() { local n=""; read -r n < "$work/settle"; echo "$n"; }
screen() { t capture-pane -p -t a; }
styled() { t capture-pane -p -e -t a; }

# Waits until the program says that nothing is pending, and the screen rests.
settle() {
  local last="" now="" i n="" m=""
  for i in $(seq 1 3000); do
    [ -s "$work/settle" ] || [ -s "$work/status" ] && break
    nap 0.01
  done
  for i in $(seq 1 500); do
    read -r n < "$work/settle"
    now=$(screen)
    [ "$now$n" = "$last$m" ] && return 0
    last=$now; m=$n
    nap 0.02
  done
  echo "the screen does not come to rest"
}
# Waits until a frame after that of the number is on the screen and at rest.
drawn() {
  local i n=$1
  for i in $(seq 1 2000); do
    read -r n < "$work/settle"
    [ "$n" != "$1" ] && [ -n "$n" ] && break
    [ -s "$work/status" ] && return
    nap 0.005
  done
  [ "$i" -lt 2000 ] || echo "no frame after ${sent:-that}"
  settle
}
# until_seen TEXT [SECONDS]: waits until the screen has a text.
until_seen() {
  local end=$((SECONDS + ${2:-20}))
  while [ $SECONDS -le $end ]; do
    screen | grep -qF -- "$1" && return 0
    nap 0.02
  done
  return 1
}

# ---- the keyboard ----

# Keys one after the other, each with what it does on the screen before the next.
keys() { local k; for k in "$@"; do drawn_after t send-keys -t a "$k"; done; }
drawn_after() { local n; n=$(number); local sent="${*: -1}"; "$@"; drawn "$n"; }
keep() { t send-keys -t a "$@"; }              # keys without waiting
# A text, each letter before the next one.
typed() { local i; for ((i = 0; i < ${#1}; i++)); do drawn_after t send-keys -t a -l -- "${1:i:1}"; done; }
pasted() { # a text at once; the frames of its letters may be one
  local n; n=$(number); t send-keys -t a -l -- "$1"; drawn "$n"; settle
}
# click COLUMN ROW, from 1: the press and the release that a terminal sends.
click() {
  local place; place=$(printf '%s' "$1;$2" | od -An -tx1)
  # shellcheck disable=SC2086
  drawn_after t send-keys -t a -H 1b 5b 3c 30 3b $place 4d 1b 5b 3c 30 3b $place 6d
}
resize() { t resize-window -t a -x "${1%x*}" -y "${1#*x}"; }
ask() { t display -p -t a "$1"; }

# ---- the processes ----

# The process that repairs the terminal, and the one that draws: its child.
guardian() { ps -o pid=,args= --ppid "$(ask '#{pane_pid}')" | awk -v b="$bin" 'index($0, b) { print $1; exit }'; }
child() { local p; p=$(guardian); ps -o pid= --ppid "${p:-0}" | tail -1 | tr -d ' '; }
# The processor time of all threads of a process so far, in microseconds.
cpu() { cat /proc/"$1"/task/*/schedstat 2>/dev/null | awk '{ s += $1 } END { printf "%d", s / 1000 }'; }
memory() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
clean_terminal() { [ "$(ask '#{alternate_on} #{cursor_flag} #{mouse_any_flag}')" = "0 1 0" ] && cmp -s "$work/before" "$work/after"; }
