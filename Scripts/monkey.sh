#!/usr/bin/env bash
# A monkey at the keyboard: random keys mixed with resizes, from a seed, at the real program in a real
# terminal. It must end with a program that lives and answers, and leave a clean terminal behind.
#
#   Scripts/monkey.sh [PROGRAM] [KEYS] [SEED]
#
# The monkey has no key to quit, but may find "quit" in the palette: an end with status 0 is no
# fault, and the program is started again. Whatever else ends it is one.
set -u
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
bin=${1:-$root/.build/release/revtop}
count=${2:-50000}
seed=${3:-1}
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/revtop-monkey.XXXXXX")
t() { tmux -S "$work/tmux" -f /dev/null "$@"; }
trap 't kill-server 2>/dev/null; rm -rf "$work"' EXIT
mkdir -p "$work/home" "$work/cwd"

cat > "$work/run.sh" <<EOF
cd "$work/cwd"
stty -a > "$work/before"
starts=0
while [ ! -e "$work/stop" ]; do
  starts=\$((starts + 1)); echo \$starts > "$work/starts"
  env -u LINES -u COLUMNS -u NO_COLOR HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_DATA_HOME="$work/home/d" \\
    LC_ALL=C.UTF-8 ESCDELAY=25 "$bin" --record "$work/session-\$starts.replay" "$root/sample-data" 2> "$work/errors"
  status=\$?
  [ \$status -eq 0 ] || { echo \$status > "$work/died"; cp "$work/session-\$starts.replay" "$work/fatal.replay" 2>/dev/null; break; }
done
stty -a > "$work/after"
echo monkey is done
sleep 600
EOF
t new-session -d -x 120 -y 40 -s a "sh $work/run.sh"
t set -g escape-time 0
i=0
until t capture-pane -p -t a | grep -q "4 Retention"; do i=$((i + 1)); [ $i -gt 600 ] && { echo "the program does not start"; exit 1; }; sleep 0.05; done

# Tables of keys: everything that is bound and much that is not, without those that quit or suspend.
awk -v n="$count" -v seed="$seed" 'BEGIN {
  srand(seed)
  k = split("Enter Enter Enter Escape Escape Escape Space Tab BTab Up Down Left Right Home End PPage NPage BSpace DC IC F1 F2 F3 F4 F5 F6 F7 F8 F9 F11 F12 C-a C-b C-d C-e C-f C-k C-l C-n C-o C-p C-r C-s C-t C-u C-v C-w C-x C-y M-a M-x 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p r s t u v w x y z A B C D E F G H I J K L M N O P R S T U V W X Y Z + - = / ? : < > [ ] { } ( ) ! @ # % & * _ ^ ~ . , é 日", keys, " ")
  for (i = 1; i <= n; i++) printf "%s\n", keys[int(rand() * k) + 1]
}' > "$work/keys"

sent=0
RANDOM=$seed
while IFS= read -r line; do
  [ -e "$work/died" ] && break
  # shellcheck disable=SC2086
  t send-keys -t a -- $line
  sent=$((sent + 1))
  # A resize after about every fiftieth key, a bracketed paste and a click now and then.
  case $((RANDOM % 8)) in
  0 | 1) t resize-window -t a -x $((RANDOM % 240 + 1)) -y $((RANDOM % 70 + 1)) ;;
  2) t resize-window -t a -x 120 -y 40 ;;
  3) t send-keys -t a -H 1b 5b 3c 30 3b 34 30 3b 31 30 4d 1b 5b 3c 30 3b 34 30 3b 31 30 6d ;;
  4) t send-keys -t a -H 1b 5b 32 30 30 7e 61 1b 62 0a c3 a9 1b 5b 32 30 31 7e ;;
  esac
  # The terminal's queue is finite: wait until the program has read what was sent.
  [ $((sent % 10)) -eq 0 ] && sleep 0.05
done < <(paste -d ' ' - - - - - - - - - - - - - - - - - - - - < "$work/keys")

fail() {
  echo "the monkey (seed $seed) found a fault: $*"
  [ -s "$work/errors" ] && head -20 "$work/errors"
  [ -e "$work/fatal.replay" ] && { cp "$work/fatal.replay" "$root/.build/monkey-$seed.replay"; echo "the session is in .build/monkey-$seed.replay"; }
  t capture-pane -p -t a | head -40
  exit 1
}
[ -e "$work/died" ] && fail "the program ended with status $(cat "$work/died")"
# It lives and answers.
t resize-window -t a -x 120 -y 40
for i in $(seq 1 12); do t send-keys -t a Escape; sleep 0.05; done
t send-keys -t a 0; t send-keys -t a 1; t send-keys -t a '?'
i=0
until t capture-pane -p -t a | grep -q "Help"; do
  i=$((i + 1)); [ $i -gt 400 ] && fail "it does not answer"
  [ $((i % 40)) -eq 0 ] && { t send-keys -t a Escape; sleep 0.1; t send-keys -t a 1; t send-keys -t a '?'; }
  sleep 0.05
done
touch "$work/stop"
for i in $(seq 1 8); do t send-keys -t a Escape; sleep 0.05; done
t send-keys -t a Q
i=0
until t capture-pane -p -t a | grep -q "monkey is done"; do i=$((i + 1)); [ $i -gt 200 ] && fail "Q does not quit"; sleep 0.05; done
[ -e "$work/died" ] && fail "leaving gave status $(cat "$work/died")"
[ "$(t display -p -t a '#{alternate_on} #{cursor_flag} #{mouse_any_flag}')" = "0 1 0" ] || fail "the terminal is not clean"
[ "$(cat "$work/before")" = "$(cat "$work/after")" ] || fail "the terminal has other settings"
echo "monkey: $count keys (seed $seed), $(cat "$work/starts") starts, alive at the end, clean terminal"
