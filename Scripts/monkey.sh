#!/usr/bin/env bash
# A monkey at the keyboard: random keys, pastes and clicks mixed with resizes, from a seed, at the
# real program in a real terminal. It must end with a program that lives and answers, and leave a
# clean terminal behind.
#
#   Scripts/monkey.sh [PROGRAM] [KEYS] [SEED]
#
# Everything is pressed, what quits and what suspends included, but those rarely: an end with status
# 0, or 130 for Ctrl-C, is no fault, and the program is started again. Whatever else ends it is one,
# and so is a program that draws nothing for half a minute. The monkey types names of files as well:
# it works on a copy of the sample data, and where the system allows it nothing else can be written.
set -u
bin=${1:-.build/release/revtop}
count=${2:-50000}
seed=${3:-1}
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/revtop-monkey.XXXXXX")
# shellcheck source=Scripts/outside/terminal.sh
. "$(dirname "$0")/outside/terminal.sh"
trap 'shut; rm -rf "$work"' EXIT
cp -r "$sample" "$work/cwd/company"

# A view of the system in which only the scratch folder can be written.
jail=""
cat > "$work/jail.sh" <<EOF
mount --make-rprivate / && mount --bind "$work" "$work" && mount -o remount,bind,ro / || exit 125
! touch "$root/monkey-was-here" 2>/dev/null || { rm -f "$root/monkey-was-here"; exit 125; }
exec "\$@"
EOF
for how in "unshare -m" "unshare -rm"; do
  # shellcheck disable=SC2086
  if $how sh "$work/jail.sh" true 2>/dev/null; then jail="$how sh $work/jail.sh"; break; fi
done
[ -n "$jail" ] || echo "monkey: this system has no jail for it; it may write files where you may"

cat > "$work/run.sh" <<EOF
cd "$work/cwd"
trap : INT QUIT
# Between two programs the keys go to this terminal: they must neither stop nor end anything.
stty -isig -ixon -echo
stty -a > "$work/before"
starts=0
while [ ! -e "$work/stop" ]; do
  starts=\$((starts + 1)); echo \$starts > "$work/starts"
  $clean "$bin" --settle-file "$work/settle" --record "$work/session-\$starts.replay" company 2> "$work/errors"
  status=\$?
  case \$status in 0 | 130) rm -f "$work/session-\$starts.replay" ;;
  *) echo \$status > "$work/died"; mv "$work/session-\$starts.replay" "$work/fatal.replay" 2>/dev/null; break ;;
  esac
done
stty -a > "$work/after"
echo monkey is done
sleep 600
EOF
t new-session -d -x 120 -y 40 -s a "$jail sh $work/run.sh"
t set -g escape-time 0 \; set -g remain-on-exit on
until_seen "4 Retention" 60 || { echo "the program does not start"; screen; exit 1; }

# Batches of twenty keys, each one line of tmux commands. Common keys come often, those that leave
# seldom; in between a window of another size, a paste, a click, a wheel, focus, broken sequences.
awk -v n="$count" -v seed="$seed" '
function pick(list, size) { return list[int(rand() * size) + 1] }
function hex(text,   i, out, c) {
  out = ""
  for (i = 1; i <= length(text); i++) { c = substr(text, i, 1); out = out " " code[c] }
  return out
}
function mouse(   button, x, y, place) {
  button = pick(buttons, nb); x = int(rand() * 240) + 1; y = int(rand() * 70) + 1
  place = button ";" x ";" y
  return "send-keys -t a -H 1b 5b 3c" hex(place) " 4d 1b 5b 3c" hex(place) " 6d"
}
BEGIN {
  srand(seed)
  for (i = 32; i < 127; i++) code[sprintf("%c", i)] = sprintf("%02x", i)
  nb = split("0 0 0 1 2 32 64 65 66 128", buttons, " ")
  usual = "Enter Enter Enter Enter Escape Escape Escape Space Tab BTab Up Down Left Right j k h l 1 2 3 4 5 6 7 8 9"
  all = "Home End PPage NPage BSpace DC IC F1 F2 F3 F4 F5 F6 F7 F8 F9 F11 F12 C-a C-b C-d C-e C-f C-g C-h C-k C-l C-n C-o C-p C-r C-s C-t C-u C-v C-w C-x C-y C-z C-] M-a M-x S-Up C-Left C-Right C-Up 0 a b c d e f g i m n o p r s t u v w x y z A B C D E F G H I J K L M N O P R S T U V W X Y Z + - = / ? : < > [ ] { } ( ) ! @ % & * _ ^ . , | é 日 ~ C-s C-w : x i P / t"
  rare = "q q q q q Q F10 C-c C-\\\\"
  nu = split(usual, u, " "); na = split(all, a, " "); nr = split(rare, r, " ")
  nt = split("2026-08-01|Enterprise|stage=Won|amount=1e9|+14d|-1|0|100000|1.5M|owner|next week|../../x|export.csv|theme|zoom|[red]|%s%n|\\\\|Aurora|con|a|FY2026-Q4|today|mean", texts, "|")
  for (sent = 0; sent < n; ) {
    line = "send-keys -t a --"
    for (i = 0; i < 20; i++) {
      p = rand()
      k = p < 0.45 ? pick(u, nu) : p < 0.998 ? pick(a, na) : pick(r, nr)
      line = line " \047" k "\047"; sent++
    }
    p = rand()
    if (p < 0.10) line = line " ; resize-window -t a -x " int(rand() * 240 + 1) " -y " int(rand() * 70 + 1)
    else if (p < 0.25) line = line " ; resize-window -t a -x 120 -y 40"
    else if (p < 0.30) line = line " ; resize-window -t a -x 80 -y 24"
    else if (p < 0.45) line = line " ; " mouse() " ; " mouse()
    else if (p < 0.60) { k = pick(texts, nt); line = line " ; send-keys -t a -l -- \047" k "\047 ; send-keys -t a Enter" }
    else if (p < 0.64) line = line " ; send-keys -t a -H 1b 5b 32 30 30 7e" hex(pick(texts, nt)) " 1b 62 0a c3 a9 1b 5b 32 30 31 7e"
    else if (p < 0.66) line = line " ; send-keys -t a -H 1b 5b 49 1b 5b 4f 1b 5b 31 3b 39 39 58 ff fe c3 1b 5b 3c 39 39 39 39 39 39 39 39 39 3b 31 4d"
    print line
  }
}' > "$work/keys"

fail() {
  echo "the monkey (seed $seed) found a fault after $sent keys: $*"
  [ -s "$work/errors" ] && head -40 "$work/errors"
  local record
  for record in "$work/fatal.replay" "$work/session-$(cat "$work/starts").replay"; do
    [ -e "$record" ] || continue
    mkdir -p "$root/.build"; cp "$record" "$root/.build/monkey-$seed.replay"
    echo "the session is in .build/monkey-$seed.replay"
    break
  done
  screen | head -40
  exit 1
}
died() { [ ! -e "$work/died" ] || fail "the program ended with status $(cat "$work/died")"; }
# Waits for a frame at rest: the window gets a size that it does not have, so that one has to come.
# Told by the time of the file, as a program that was started anew counts from one again.
alive() {
  local before wide=120 end=$((SECONDS + 30 * $(slack)))
  touch -d @0 "$work/settle"; before=$(stat -c %y "$work/settle")
  [ "$(ask '#{window_width}')" != 120 ] || wide=121
  resize ${wide}x40
  while [ "$(stat -c %y "$work/settle")" = "$before" ]; do
    died
    [ $SECONDS -le $end ] || fail "nothing has been drawn for a long time"
    nap 0.01
  done
}

sent=0 batches=0 longest=0 began=$(now)
while IFS= read -r line; do
  printf '%s\n' "$line" > "$work/batch"
  t source-file "$work/batch" || fail "tmux does not understand: $line"
  sent=$((sent + 20)) batches=$((batches + 1))
  # What is under way behind the screen is waited for now and then only: keys meet both.
  if [ $((batches % 50)) -eq 0 ]; then
    mark=$(now); alive
    took=$((($(now) - mark) / 1000000)); [ $took -gt $longest ] && longest=$took
  else
    died; nap 0.01
  fi
done < "$work/keys"
alive
seconds=$((($(now) - began) / 1000000000))

# It lives and answers.
resize 120x40
answered=""
for i in $(seq 1 20); do
  for k in 1 2 3 4 5 6; do keep Escape; nap 0.05; done
  keep n 1 '?'
  until_seen Help 2 && { answered=1; break; }
  died
done
[ -n "$answered" ] || fail "it does not answer"
kept=$(memory "$(child)" 2>/dev/null)
touch "$work/stop"
for i in 1 2 3 4 5 6 7 8; do keep Escape; nap 0.05; done
keep Q
until_seen "monkey is done" 20 || fail "Q does not quit"
died
clean_terminal || fail "the terminal is not as it was"
# A file is written beside its place and then put there: nothing half-written may stay.
halves=$(find "$work/cwd" "$work/home" "$work/config" "$work/data" -type f \( -name '.*' -o -name '*.tmp' \) | head -3)
[ -z "$halves" ] || fail "half-written files stay: $halves"
echo "monkey: $sent keys (seed $seed) in $seconds s, $(cat "$work/starts") starts, longest wait $longest ms, $((${kept:-0} / 1024)) MB, $(find "$work/cwd" -maxdepth 1 -type f | wc -l) files written; alive at the end, clean terminal"
