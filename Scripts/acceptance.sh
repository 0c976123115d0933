#!/usr/bin/env bash
# The forty acceptance points, checked from outside: the real program in a real terminal (tmux).
#
#   Scripts/acceptance.sh [PROGRAM] [POINT ...]
#
# Each point is printed as `ok`, `FAIL` with the reason, or `part` with what cannot be checked here
# and where it is checked instead. The exit status is the number of failed points. Limits of time
# are stretched by what the machine is busy with, which is printed first.
set -u
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
bin=${1:-$root/.build/release/revtop}
[ $# -gt 0 ] && shift
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
sample=$root/sample-data
work=$(mktemp -d "${TMPDIR:-/tmp}/revtop-acceptance.XXXXXX")
cache=$root/.build/acceptance
mkdir -p "$cache" "$work/home" "$work/config" "$work/data"
sock=$work/tmux
cores=$(nproc 2>/dev/null || echo 1)
stretch=$(awk -v n="$cores" '{ s = $1 / n; print (s < 1) ? 1 : int(s + 0.999) }' /proc/loadavg)
stretch=${STRETCH:-$stretch}
failures=0

t() { tmux -S "$sock" -f /dev/null "$@"; }
cleanup() { t kill-server 2>/dev/null; rm -rf "$work"; }
trap cleanup EXIT

# ---- the harness ----

# What every program gets: nothing of the caller's settings.
clean="env -u LINES -u COLUMNS -u NO_COLOR -u COLORTERM -u SWIFT_BACKTRACE HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data ESCDELAY=25 LC_ALL=C.UTF-8"

# open COLUMNSxROWS ARGUMENTS...: the program in a fresh terminal, inside a shell that stays.
open() { open_only "$@"; settle; }
open_only() {
  local size=$1; shift
  local sets=${sets:-}
  shut
  rm -f "$work"/settle "$work"/bytes "$work"/status "$work"/go "$work"/started
  cat > "$work/run.sh" <<EOF
echo line before the start
stty -a > "$work/before"
while [ ! -e "$work/go" ]; do sleep 0.01; done
date +%s%N > "$work/started"
$clean $sets "$bin" --settle-file "$work/settle" $*
echo "status=\$?" | tee "$work/status"
stty -a > "$work/after"
PS1='shell\$ ' exec sh -i
EOF
  t new-session -d -x "${size%x*}" -y "${size#*x}" -s a "sh $work/run.sh"
  t set -g escape-time 0 \; set -g set-clipboard on \; set -g remain-on-exit on
  [ -n "${record:-}" ] && t pipe-pane -t a -o "cat > $work/bytes" && sleep 0.1
  touch "$work/go"
  while [ ! -s "$work/started" ]; do sleep 0.005; done
}
shut() { t kill-server 2>/dev/null; local i; for i in 1 2 3 4 5 6 7 8 9 10; do t ls >/dev/null 2>&1 || break; sleep 0.02; done; }
# Keys one after the other, each with what it does on the screen before the next.
keys() { local k before; for k in "$@"; do before=$(number); t send-keys -t a "$k"; drawn "$before"; done; }
keep() { t send-keys -t a "$@"; }              # keys without waiting
typed() { local before; before=$(number); t send-keys -t a -l -- "$1"; drawn "$before"; }
number() { cat "$work/settle" 2>/dev/null; }
# Waits until a frame after that of the number is on the screen and at rest.
drawn() {
  local i
  for i in $(seq 1 $((150 * stretch))); do [ "$(number)" != "$1" ] && break; sleep 0.02; done
  settle
}
screen() { t capture-pane -p -t a; }
styled() { t capture-pane -p -e -t a; }
resize() { t resize-window -t a -x "${1%x*}" -y "${1#*x}"; }
ask() { t display -p -t a "$1"; }

# Waits until the program says that nothing is pending, and the screen rests.
settle() {
  local i last="" now=""
  for i in $(seq 1 $((200 * stretch))); do
    [ -s "$work/settle" ] || [ -s "$work/status" ] && break
    sleep 0.03
  done
  local number before=""
  for i in $(seq 1 $((100 * stretch))); do
    number=$(cat "$work/settle" 2>/dev/null)
    now=$(screen)
    [ "$now$number" = "$last$before" ] && return 0
    last=$now; before=$number
    sleep 0.05
  done
}
# Waits until the screen has a text.
until_seen() {
  local i
  for i in $(seq 1 $((${2:-60} * stretch))); do
    screen | grep -qF -- "$1" && return 0
    sleep 0.05
  done
  return 1
}
# The process that draws: the child of the one that repairs the terminal.
child() {
  local shell parent
  shell=$(ask '#{pane_pid}')
  parent=$(ps -o pid=,comm= --ppid "$shell" | awk '/revtop/ { print $1; exit }')
  ps -o pid= --ppid "${parent:-0}" | tail -1 | tr -d ' '
}
# User and system time of a process in milliseconds.
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / hz) }' "/proc/$1/stat"; }
memory() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
now() { date +%s%N; }
same() { # same WHAT A B
  [ "$2" = "$3" ] && return 0
  bad "$1"
  diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -${DIFF:-4}
  return 1
}
has() { screen | grep -qF -- "$1" || { bad "the screen does not show '$1'"; return 1; }; }
lacks() { if screen | grep -qF -- "$1"; then bad "the screen shows '$1'"; return 1; fi; }
# The row of a table that has the cursor, without its frame.
current() { screen | sed -n 's/^[│┃|] *>[ *]*\([^ ].*\)$/\1/p' | sed 's/  .*//' | head -1; }
# Everything but the message line.
but_message() { screen | sed '$d' | sed '$d'; }

reason=""
note=""
bad() { reason="${reason:+$reason; }$*"; }
part() { note="${note:+$note; }$*"; }

point() { # point NUMBER WORDS
  local number=$1 words=$2
  [ -n "$only" ] && [[ " $only " != *" $number "* ]] && return
  reason="" note="" sets="" record=""
  "p$number" > "$work/log" 2>&1
  if [ -n "$reason" ]; then
    failures=$((failures + 1))
    printf 'FAIL %2d  %s: %s\n' "$number" "$words" "$reason"
    sed 's/^/           /' "$work/log" | head -12
  elif [ -n "$note" ]; then
    printf 'part %2d  %s (%s)\n' "$number" "$words" "$note"
  else
    printf 'ok   %2d  %s\n' "$number" "$words"
  fi
}
within() { # within WHAT MEASURED LIMIT UNIT
  part "$1 $2 $4"
  [ "$2" -le $(($3 * stretch)) ] || bad "$1 took $2 $4, the limit is $3 stretched by $stretch"
}

big() { # a company of a hundred thousand deals, made once
  [ -e "$cache/big/deals.csv" ] || "$bin" sample --deals 100000 --seed 3 --out "$cache/big" >/dev/null
  echo "$cache/big"
}

titles=("1 Pipeline health" "2 At risk" "3 Forecast" "4 Retention")

# ---- start and stop ----

# Milliseconds from the start of the program to four panes on the screen.
first_frame() {
  open_only 120x40 "$@"
  local i
  for i in $(seq 1 2000); do
    screen | grep -qF "4 Retention" && { echo $((($(now) - $(cat "$work/started")) / 1000000)); return; }
  done
  echo 999999
}
p1() {
  local best=999999 i took folder
  for i in 1 2 3 4 5; do
    took=$(first_frame "$sample"); [ "$took" -lt "$best" ] && best=$took
  done
  within "demo data" "$best" 200 ms
  folder=$(big)
  best=999999
  for i in 1 2 3; do
    took=$(first_frame "$folder"); [ "$took" -lt "$best" ] && best=$took
  done
  within "100,000 deals" "$best" 500 ms
}

p2() {
  local size title lines widest
  for size in 80x24 120x40 200x60; do
    open $size "$sample"
    for title in "${titles[@]}"; do has "$title"; done
    lines=$(screen | wc -l)
    [ "$lines" -eq "${size#*x}" ] || bad "$size has $lines lines"
    widest=$(screen | wc -L)
    [ "$widest" -le "${size%x*}" ] || bad "$size is $widest columns wide"
    screen | tail -1 | grep -q '? help' || bad "$size does not end with the key line"
    screen | sed '1,2d' | sed '$d' | sed '$d' | awk -v n="${size%x*}" '!/[│┃┐┓┘┛]$/ { exit 1 }' \
      || bad "$size has a row without its right border"
  done
}

left_by() { # left_by STATUS KEYS...
  local status=$1; shift
  open 80x24 "$sample"
  local k; for k in "$@"; do keep "$k"; sleep 0.1; done
  until_seen "status=$status" || { bad "$* does not leave with status $status"; return; }
  sleep 0.2
  [ "$(cat "$work/before")" = "$(cat "$work/after")" ] || bad "$* leaves other terminal settings"
  has "line before the start"
  [ "$(ask '#{alternate_on} #{cursor_flag} #{mouse_any_flag}')" = "0 1 0" ] || bad "$* leaves the screen in another state"
}
p3() { left_by 0 q; left_by 0 Q; left_by 0 F10; left_by 130 C-c; left_by 0 : q Enter; }
p4() { left_by 0 q; has "shell$"; }
p5() {
  local signal
  for signal in TERM HUP INT; do
    record=1 open 80x24 "$sample"
    keys M
    kill -$signal "$(child)"
    until_seen "status=" || { bad "$signal does not end it"; continue; }
    sleep 0.2
    [ "$(ask '#{alternate_on} #{cursor_flag} #{mouse_any_flag}')" = "0 1 0" ] || bad "$signal leaves the screen in another state"
    [ "$(cat "$work/before")" = "$(cat "$work/after")" ] || bad "$signal leaves other terminal settings"
    local off
    for off in '?25h' '?1049l' '?1006l'; do
      grep -qaF "[$off" "$work/bytes" || grep -qaF '[34h' "$work/bytes" || bad "$signal does not send $off"
    done
  done
}
p6() {
  shut
  t new-session -d -x 120 -y 60 -s a "sh -c 'echo line before; stty -a > $work/before; $clean $bin doctor --crash-test; echo status=\$?; stty -a > $work/after; sleep 60'"
  until_seen "status=" 200 || bad "the crash does not end"
  sleep 0.2
  has "line before"
  has "this is the crash that --crash-test asks for"
  lacks "Press space"
  [ "$(cat "$work/before")" = "$(cat "$work/after")" ] || bad "other terminal settings"
  screen | grep -q 'status=1[0-9][0-9]' || bad "the status is not that of a signal"
}
p7() {
  shut
  rm -f "$work/settle" "$work/status"
  t new-session -d -x 80 -y 24 -s a "$clean PS1='shell\$ ' bash --norc -i"
  sleep 0.3
  t send-keys -t a -l "$bin --settle-file $work/settle $sample"; keep Enter
  settle; until_seen "2 At risk" || bad "no start"
  local fresh i; fresh=$(screen)
  for i in 1 2 3 4 5 6 7 8 9 10; do
    keep C-z; until_seen Stopped || { bad "Ctrl-Z $i does not stop"; return; }
    # The shell's own line editor is not in the way of a command.
    t send-keys -t a -l 'stty -a | grep -c " icanon" > '"$work/icanon"; keep Enter; sleep 0.3
    [ "$(cat "$work/icanon")" = 1 ] || bad "the shell has no usual settings"
    t send-keys -t a -l fg; keep Enter
    local n; for n in $(seq 1 $((40 * stretch))); do [ "$(screen)" = "$fresh" ] && break; sleep 0.05; done
    same "another screen after fg $i" "$fresh" "$(screen)" || return
  done
  local shell parent pid
  shell=$(ask '#{pane_pid}')
  parent=$(ps -o pid= --ppid "$shell" | tail -1)
  pid=$(ps -o pid= --ppid "$parent" | tail -1 | tr -d ' ')
  local before; before=$(cpu "$pid"); sleep 2
  [ $(($(cpu "$pid") - before)) -le 100 ] || bad "more than 5 % of a processor afterwards"
}
p8() {
  local type
  for type in nonsense ""; do
    shut
    t new-session -d -x 80 -y 24 -s a "sh -c '$clean TERM=$type $bin $sample; echo status=\$?; sleep 60'"
    until_seen "status=" || bad "TERM=$type does not end"
    screen | grep -q 'revtop:.*TERM' || bad "TERM=$type says nothing"
    lacks Fatal; lacks "status=0"
  done
  local said; said=$($clean "$bin" "$sample" 2>&1 </dev/null | cat)
  case $said in *"revtop print"*) ;; *) bad "a pipe is told: $said" ;; esac
}

# ---- size ----

p9() {
  local view size fresh
  for view in "1" "2 Enter j j" "2 Enter Enter" 5 6 7 8 9 a F "?" "e" "o" ":"; do
    # shellcheck disable=SC2086
    open 80x24 "$sample"; keys $view
    fresh=$(screen)
    for size in 120x40 200x60 60x16 44x9 1x1 80x24; do resize $size; sleep 0.05; done
    settle; sleep 0.1; settle
    same "view '$view' is another after resizing" "$fresh" "$(screen)"
  done
}
p10() {
  open 44x9 "$sample"
  has "60 x 16"; has "44 x 9"
  keep q; until_seen "status=0" || bad "q does not quit"
}
p11() {
  open 80x24 "$sample"
  local i w h
  RANDOM=7
  for i in $(seq 1 500); do
    w=$((RANDOM % 220 + 1)); h=$((RANDOM % 70 + 1))
    resize ${w}x$h
    case $((RANDOM % 6)) in 0) keep j ;; 1) keep Tab ;; 2) keep 2 ;; 3) keep 5 ;; esac
  done
  resize 120x40; keys 1 "?"
  has Help
}
p12() {
  sets="LINES=10 COLUMNS=40" open 120x40 "$sample"
  screen | tail -1 | grep -q '? help' || bad "the size of the environment is believed"
}

# ---- navigation ----

p13() {
  local flag n
  for flag in "" --ascii; do
    open 120x40 "$flag" "$sample"
    local mark="┏━ "; [ -n "$flag" ] && mark="+= "
    for n in 1 2 3 4; do
      keys $n
      [ "$(screen | grep -oF -- "$mark" | wc -l)" -eq 1 ] || bad "not one heavy border $flag"
      has "$mark$n "
    done
    keys Tab; has "${mark}1 "
    keys BTab; has "${mark}4 "
  done
}
p14() {
  open 120x40 "$sample"
  keys 2 Enter j j
  local row; row=$(current)
  keys Enter
  screen | tail -2 | head -1 | grep -qF "dashboard > At risk > " || bad "the path does not name the deal"
  keys Escape
  same "another row" "$row" "$(current)"
  keys Escape; has "1 Pipeline health"
}
p15() {
  open 120x40 "$sample"
  keys 2 Enter / ; typed a; keys Enter
  screen | sed -n 2p | grep -q 'Text  *a' || bad "no filter in the slicer bar"
  keys Escape; has "dashboard > At risk"
  screen | sed -n 2p | grep -q 'Text  *-' || bad "Esc does not clear the filter first"
  keys Escape; has "1 Pipeline health"
}
p16() {
  open 120x40 "$sample"
  local fresh; fresh=$(screen)
  keys z; lacks "2 At risk"; keys z
  same "z does not restore" "$fresh" "$(screen)"
  keys 5; has "> movement"; keys -; has "1 Pipeline health"; keys -; has "> movement"
  keys 2 Enter m a 6; keys "'" a; has "dashboard > At risk"
}
p17() {
  open 120x40 "$sample"
  keys 1 Enter j j j
  local row key; row=$(current | cut -c1-16)
  [ -n "$row" ] || bad "no row has the cursor"
  for key in ">" "<" I r; do
    keys "$key"; sleep 0.2; settle
    same "$key moves the cursor to another deal" "$row" "$(current | cut -c1-16)"
  done
}
p18() {
  open 200x60 "$sample"
  keys "?"
  local words missing=0 count=0
  screen | sed 's/[│┃]/ /g' > "$work/help"
  t send-keys -t a Escape; settle
  # Entries are what stands behind the keys in each column of help.
  while read -r words; do
    count=$((count + 1))
    keys :; typed "$words"
    screen | grep -q 'no match' && { missing=$((missing + 1)); bad "the palette lacks '$words'"; }
    keys Escape
    [ $missing -gt 3 ] && break
  done < <("$bin" manual | sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' | sed -n 's/^\(.*\) \[[a-z-]*\]$/\1/p' | cut -c1-24 | grep -vE "^(apply|close and restore|mark the value|search the help)")
  [ "$count" -gt 40 ] || bad "only $count actions are listed"
  open 120x40 "$sample"; keys z; local by_key; by_key=$(but_message)
  open 120x40 "$sample"; keys :; typed "one pane on the whole"; keys Enter
  same "zoom from the palette gives another screen" "$by_key" "$(but_message)"
  keys :; typed exfo; screen | grep -qiE 'export|no match' || bad "exfo finds nothing and does not say so"
}
p19() {
  local view
  open 120x40 "$sample"
  for view in 1 5 6 7 8 9; do keys 1 $view "?"; has Help; keys Escape; done
  keys 1 "?" /; typed "zoom"; has "zoom" ; keys Escape Escape
  mkdir -p "$work/config/revtop"
  printf 'keys:\n  zoom: [B]\n' > "$work/config/revtop/config.yaml"
  open 120x40 "$sample"; screen | tail -1 | grep -q 'B zoom' || bad "the key line does not show the rebound key"
  keys "?"; screen | grep -q 'B  *one pane' || bad "help does not show the rebound key"
  keys Escape B; lacks "2 At risk"
  rm -f "$work/config/revtop/config.yaml"
}
p20() {
  open 120x40 "$sample"
  local before; before=$(but_message)
  keys Z
  has "Z does nothing here"
  same "a wrong key changes something" "$before" "$(but_message)"
}

# ---- slicers, tables, numbers ----

rows_said() { screen | tail -2 | head -1 | grep -oE '[0-9,]+ of [0-9,]+ rows|[0-9,]+ rows' | head -1; }
p21() {
  open 120x40 "$sample"
  keys 1 Enter
  local all; all=$(rows_said)
  keys /; typed con
  local some; some=$(rows_said)
  [ "$some" != "$all" ] || bad "typing narrows nothing"
  keys Escape
  [ "$(rows_said)" = "$all" ] || bad "Esc does not restore"
  keys /; typed con; keys Enter
  [ "$(rows_said)" = "$some" ] || bad "Enter does not keep"
  keys 0
  [ "$(rows_said)" = "$all" ] || bad "0 does not clear"
  local text
  for text in '[red]' '%s' '\' "'" '"'; do
    keys /; typed "$text"; screen | tail -2 | head -1 | grep -qF -- "$text" || bad "'$text' is not taken literally"
    keys Escape
  done
}
p22() {
  open 120x40 "$sample"
  local total; total() { screen | grep -oE 'Total +[0-9,]+ +[0-9.KM]+' | head -1; }
  local before; before=$(total)
  local fresh; fresh=$(screen)
  keys o Space
  [ "$(total)" != "$before" ] || bad "marking an owner does not change the dashboard behind"
  keys Escape
  same "Esc does not restore" "$fresh" "$(screen)"
}
# The value of a number in `kpis --json`, or the amount of `deals --json`.
kpi() { printf '%s' "$1" | awk -v id="\"$2\"" 'index($0, id ":") { f = 1 } f && /"value"/ { v = $0; sub(/.*"value": */, "", v); sub(/[,}].*/, "", v); print v; exit }'; }
p23() {
  local slicers=("" "--segment Enterprise" "--segment SMB" "--segment Mid-market" "--type new" "--type expansion" "--source Website" "--region EMEA" "--segment SMB --type new" "--segment Enterprise --segment SMB")
  local s id whole listed json
  for s in "${slicers[@]}"; do
    # shellcheck disable=SC2086
    json=$("$bin" kpis "$sample" --json $s 2>/dev/null)
    for id in pipeline.open bookings.won pipeline.past_due; do
      whole=$(kpi "$json" "$id")
      # shellcheck disable=SC2086
      listed=$("$bin" deals "$sample" --json --metric "$id" $s 2>/dev/null | awk '/^ *"amount":/ { sub(/.*: */, ""); sub(/,.*/, ""); print; exit }')
      [ "$whole" = "$listed" ] || bad "$id $s: $whole is not $listed"
    done
  done
  local pane
  for pane in 1 2 3 4; do
    "$bin" print "$sample" --size 120x40 --keys $pane Enter > "$work/table"
    grep -qE 'rows|deals|contracts|customers' "$work/table" || bad "pane $pane opens no table"
  done
  json=$("$bin" kpis "$sample" --json)
  local count; count=$(kpi "$json" pipeline.open_count)
  "$bin" print "$sample" --size 120x40 --keys 1 Enter | grep -qE "Open pipeline  +${count%.*} deals" || bad "the table behind Open pipeline does not say $count deals"
}
p24() {
  open 200x60 "$sample"
  local pane n last row seen
  for pane in 1 2 3 4; do
    keys $pane g; seen=0; last=""
    for n in $(seq 1 60); do
      keys e
      row=$(screen)
      printf '%s' "$row" | grep -q 'Explain' || { bad "pane $pane, step $n: nothing is explained"; break; }
      printf '%s' "$row" | grep -qE 'Formula|Evidence|Says|Counted' || bad "pane $pane, step $n: no formula"
      keys Escape
      [ "$row" = "$last" ] && break
      last=$row; seen=$((seen + 1))
      keys j
    done
    [ $seen -gt 3 ] || bad "pane $pane has only $seen numbers"
  done
  part "that printed formulas recompute to the printed numbers is a unit test, ExplainTests"
}
p25() {
  open 120x40 "$sample"
  local n; for n in 1 2 3 4 5 6 7 8; do keys ]; done
  has "no open deal closes in"
  has "other period"
  screen | grep -qE '(^|[^a-zA-Z])(NaN|nan|inf|-0)([^a-zA-Z0-9.]|$)' && bad "NaN, inf or -0"
  keys s Space Enter
  has "clears"
}
undone() { # undone WHAT KEYS...
  local what=$1; shift
  local before; before=$(but_message)
  keys "$@"
  local after; after=$(but_message)
  [ "$before" != "$after" ] || { bad "$what changes nothing"; return; }
  keys u; same "u after $what" "$before" "$(but_message)"
  keys U; same "U after $what" "$after" "$(but_message)"
  keys u
}
p26() {
  open 120x40 "$sample"
  undone zoom z
  undone slicer s Space Enter
  keys 1 Enter
  undone filter / a Enter
  undone sort ">"
  undone wide w
}
p27() {
  open 120x40 "$sample"
  local said; said=$(screen | head -1 | grep -oE '[0-9]+ warnings?' | grep -oE '[0-9]+')
  keys W
  [ "$(rows_said | grep -oE '^[0-9]+')" = "$said" ] || bad "the title says $said, the list $(rows_said)"
}

# ---- text safety and width ----

hostile() {
  mkdir -p "$work/hostile"
  {
    echo 'deal_id,name,stage,created_date,close_date,amount'
    local n=0 name
    while IFS= read -r name; do
      n=$((n + 1)); printf 'H-%d,"%b",Proposal,2026-09-01,2026-11-%02d,%d000\n' $n "$name" $((n + 1)) $((90 - n))
    done <<'EOF'
esc \033[31mred\033[0m
c1 \0302\02332J gone
osc \033]52;c;aGFja2Vk\007
bell \007 and tab \t end
rtl \0342\0200\0256gnp.exe
zero \0342\0200\0213width
日本語の会社名前 K.K.
مرحبا بالعالم
e\0314\0201a\0314\0200o\0314\0210 accents
👩‍👩‍👧‍👦 family
🇫🇷 flag
⚠️ sign
한국어 회사
ｆｕｌｌ width
EOF
  } > "$work/hostile/deals.csv"
}
p28() {
  hostile
  t set-buffer untouched 2>/dev/null
  record=1 open 120x40 --theme default "$work/hostile"
  keys 1 Enter
  keys Enter Escape
  styled | grep -qE $'\033\\[[0-9;]*31m' && bad "a name has changed the colour"
  grep -qaF ']52;' "$work/bytes" && bad "OSC 52 of a name is in the stream"
  grep -qa $'\xe2\x80\xae' "$work/bytes" && bad "U+202E is in the stream"
  grep -qa $'\xc2\x9b' "$work/bytes" && bad "U+009B is in the stream"
  grep -qa $'\xe2\x80\x8b' "$work/bytes" && bad "U+200B is in the stream"
  [ "$(t show-buffer 2>/dev/null)" != hacked ] || bad "the clipboard was written"
  screen | sed '1,2d' | sed '$d' | sed '$d' | awk '!/[│┃┐┓┘┛]$/ { exit 1 }' || bad "a right border is missing"
}
p29() {
  hostile
  local size view
  for size in 80x24 120x40 200x60; do
    for view in "" "1 Enter" "1 Enter Enter"; do
      # shellcheck disable=SC2086
      open $size "$work/hostile"; keys $view
      screen | sed '1,2d' | sed '$d' | sed '$d' > "$work/body"
      while IFS= read -r line; do
        [ "$(printf '%s' "$line" | wc -L)" -eq "${size%x*}" ] || { bad "$size '$view': $(printf '%s' "$line" | wc -L) columns"; break; }
      done < "$work/body"
    done
  done
}
p30() {
  hostile
  local how
  for how in "LC_ALL=C" "LC_ALL=POSIX"; do
    sets="$how" record=1 open 120x40 "$work/hostile"; keys 1 Enter Escape
    LC_ALL=C grep -qaP '[\x80-\xff]' "$work/bytes" && bad "$how: a byte above 127"
    has "1 Pipeline health"
  done
  record=1 open 120x40 --ascii "$sample"; keys 5 7 1
  LC_ALL=C grep -qaP '[\x80-\xff]' "$work/bytes" && bad "--ascii: a byte above 127"
  sets="LC_ALL=xx_YY.UTF-8" open 120x40 "$sample"; has "1 Pipeline health"
}

# ---- colour ----

codes() { styled | grep -oE $'\033\\[[0-9;:]*m' | tr -d '\033[m' | tr ';:' '\n\n' | sort -un | tr '\n' ' '; }
p31() {
  sets="NO_COLOR=1" open 120x40 --theme dark "$sample"
  local c
  for c in $(codes); do
    { [ "$c" -ge 30 ] && [ "$c" -le 38 ]; } || { [ "$c" -ge 40 ] && [ "$c" -le 48 ]; } || { [ "$c" -ge 90 ] && [ "$c" -le 107 ]; } && bad "colour code $c"
  done
  screen | grep -qE 'LOW|watch|ok' || bad "no status words"
}
p32() {
  sets="TERM=vt100" open 80x24 "$sample"; has "1 Pipeline health"; keys 2 Enter; has "dashboard > At risk"
  shut
  t new-session -d -x 80 -y 24 -s a "sh -c '$clean TERM=dumb $bin $sample; echo status=\$?; sleep 60'"
  until_seen "status=2" || bad "dumb is not one sentence"
  has "revtop print"
  sets="TERM=linux" open 80x24 --theme dark "$sample"
  local c; for c in $(codes); do [ "$c" -le 49 ] && [ "$c" -ne 38 ] && [ "$c" -ne 48 ] || bad "TERM=linux uses code $c"; done
  local one other
  sets="TERM=xterm-256color" open 120x40 --theme dark "$sample"; one=$(styled)
  sets="TERM=tmux-256color" open 120x40 --theme dark "$sample"; other=$(styled)
  same "xterm-256color and tmux-256color differ" "$one" "$other"
}
p33() {
  "$bin" theme check > "$work/check" || bad "theme check fails"
  local name
  for name in default dark light high-contrast colour-blind colour-blind-light mono; do
    grep -qx "$name" "$work/check" || bad "$name is not checked"
  done
  printf 'name: faint\ninherit: dark\nroles:\n  text: 238\n' > "$work/faint.yaml"
  "$bin" theme check "$work/faint.yaml" >/dev/null && bad "a faint theme passes"
  open 120x40 "$sample"
  local c; for c in $(styled | sed '1,2d' | grep -v '[0-9];7m' | grep -oE $'\033\\[4[0-8]m' | head -1); do bad "the default theme has a background"; done
}
p34() {
  rm -rf "$work/config/revtop"
  open 120x40 "$sample"
  keys T; has "theme dark"; keys T; has "theme light"
  keep q; until_seen "status=0"
  grep -qx 'theme: light' "$work/config/revtop/config.yaml" || bad "the choice is not kept"
  open 120x40 "$sample"; keys T; has "theme high-contrast"
  mkdir -p "$work/data/revtop/themes"
  printf 'name: mine\ninherit: dark\nroles:\n  good: 75\n  goood: 76\n' > "$work/data/revtop/themes/mine.yaml"
  open 120x40 --theme mine "$sample"; has "mine.yaml:5:3"
  keys Z T; lacks "no theme"
  rm -rf "$work/data/revtop/themes" "$work/config/revtop"
  "$bin" theme check colour-blind >/dev/null || bad "colour-blind fails its check"
  "$bin" theme check colour-blind-light >/dev/null || bad "colour-blind-light fails its check"
}

# ---- output and speed ----

p35() {
  record=1 open 120x40 "$(big)"
  keys 1 Enter j
  sleep 0.5
  local pid bytes before; pid=$(child)
  bytes=$(stat -c %s "$work/bytes"); before=$(cpu "$pid"); sleep 10
  [ "$(stat -c %s "$work/bytes")" -eq "$bytes" ] || bad "$(($(stat -c %s "$work/bytes") - bytes)) bytes while idle"
  [ $(($(cpu "$pid") - before)) -le 10 ] || bad "$(($(cpu "$pid") - before)) ms of processor while idle"
  bytes=$(stat -c %s "$work/bytes"); keys j; sleep 0.2
  local step=$(($(stat -c %s "$work/bytes") - bytes))
  part "a cursor step is $step bytes"
  [ $step -le 600 ] || bad "a cursor step is $step bytes"
  [ $step -gt 0 ] || bad "a cursor step draws nothing"
}
p36() {
  record=1 open 120x40 "$(big)"
  # Everything that is open, on every day: the longest list.
  keys 1 j j j j j j j j j j j j j j j j j j Enter
  part "over $(rows_said)"
  local i started took
  for i in $(seq 1 20); do t send-keys -t a -N 10 j; sleep 0.1; done
  started=$(now)
  local last new; last=$(screen)
  for i in $(seq 1 100); do sleep 0.02; new=$(screen); [ "$new" = "$last" ] && break; last=$new; done
  took=$((($(now) - started) / 1000000))
  within "resting after the last j" "$took" 100 ms
  started=$(now); keep ">"; until_seen "^" 1; settle; took=$((($(now) - started) / 1000000))
  within "a sorted column" "$took" 400 ms
}
p37() {
  record=1 open 120x40 "$sample"
  keys j
  grep -qaF '?2026h' "$work/bytes" && bad "frames are wrapped although this tmux does not answer"
  grep -qaF '?2026$p' "$work/bytes" || bad "the terminal is not asked"
  t send-keys -t a -H 1b 5b 3f 32 30 32 36 3b 32 24 79 1b 5b 3f 36 32 63
  sleep 0.2; keys j; sleep 0.2
  grep -qaF '?2026h' "$work/bytes" && grep -qaF '?2026l' "$work/bytes" || bad "frames are not wrapped after the answer"
  shut
  t new-session -d -x 80 -y 24 -s a "$clean PS1='shell\$ ' bash --norc -i"
  sleep 0.2; t send-keys -t a -l "$bin $sample"; keep Enter; until_seen "2 At risk" 200; keep q; sleep 0.5
  screen | grep -v revtop | grep -qE '[0-9]+;[0-9]+;?[0-9]*c|rgb:' && bad "an answer of the terminal stands in the shell"
}

# ---- sharing and automation ----

p38() {
  open 120x40 "$sample"
  keys 1 y
  sleep 0.2
  t show-buffer > "$work/buffer" 2>/dev/null
  grep -qE '^[0-9.-]+$' "$work/buffer" || bad "y put '$(head -c 40 "$work/buffer")' into the buffer"
  keys Z C-s
  if screen | grep -q 'not in this version'; then bad "Ctrl-S exports nothing"; return; fi
  screen | grep -qiE 'csv|export|write' || bad "Ctrl-S asks nothing"
}
p39() {
  open 80x24 "$sample"
  local fresh; fresh=$(but_message)
  keys P
  if screen | grep -q 'not in this version'; then bad "there is no presentation"; return; fi
  cut -d, -f2 "$sample/deals.csv" | sed 1d | tr -d '"' | awk 'length > 6' | sort -u | head -3000 > "$work/names"
  local page
  for page in 1 2 3 4 5; do
    screen | grep -qFf "$work/names" && bad "page $page shows the name of a deal"
    keys Space
  done
  keys Escape Escape
  same "Esc does not return to the same place" "$fresh" "$(but_message)"
}
p40() {
  rm -f "$work/session.replay"
  open 80x24 --record "$work/session.replay" "$sample"
  keys 2 Enter j j / ; typed a; keys Enter ">" e
  local end; end=$(screen)
  keep C-c; until_seen "status="
  local type
  for type in xterm-256color tmux-256color; do
    sets="TERM=$type" open 80x24 --play "$work/session.replay" "$sample"
    same "playing under $type gives another screen" "$end" "$(screen)"
  done
  sets="TERM=vt100" open 80x24 --play "$work/session.replay" "$sample"
  same "playing under vt100 gives other words" "$(printf '%s' "$end" | grep -oE '[A-Za-z]{3,}')" "$(screen | grep -oE '[A-Za-z]{3,}')"
  open 80x24 "$sample"
  same "print is another screen" "$(screen | sed 's/ *$//')" "$("$bin" print "$sample" --size 80x24)"
  [ "$(ask '#{mouse_any_flag}')" = 0 ] || bad "the mouse is on before M"
  sets="TERM=tmux-256color" open 200x60 "$sample"
  keys 2 Enter M
  [ "$(ask '#{mouse_any_flag}')" = 1 ] || bad "M does not turn the mouse on"
  # A press and a release at column 140, row 8: the sequence that the terminal sends.
  t send-keys -t a -H 1b 5b 3c 30 3b 31 34 30 3b 38 4d 1b 5b 3c 30 3b 31 34 30 3b 38 6d; settle
  screen | grep -qE 'row 5/' || bad "a click selects another row"
  reloads
}
reloads() {
  local count=${RELOADS:-1000} i first
  open 80x24 "$sample"
  local pid; pid=$(child)
  for i in $(seq 1 "$count"); do
    keep r; until_seen "reloaded" 200; keep Z; 
    [ "$i" -eq 100 ] && first=$(memory "$pid")
  done
  settle
  local last; last=$(memory "$pid")
  part "memory after 100 reloads $first KB, after $count $last KB"
  [ "$last" -le $((first * 110 / 100)) ] || bad "memory grew from $first to $last KB"
}

# ---- the list ----

only="$*"
printf 'revtop %s, %s cores, limits of time stretched by %s\n' "$("$bin" --version)" "$cores" "$stretch"
point 1 "first frame in time"
point 2 "lines, titles and key line at three sizes"
point 3 "every way out restores the terminal"
point 4 "the earlier screen is back"
point 5 "signals restore the terminal"
point 6 "a crash restores the terminal"
point 7 "suspend and continue, ten times"
point 8 "impossible terminals and pipes get one sentence"
point 9 "resizing in each view"
point 10 "a window that is too small"
point 11 "a storm of resizes"
point 12 "LINES and COLUMNS change nothing"
point 13 "focus is seen in the text"
point 14 "drilling in and coming back"
point 15 "Esc clears the filter, then leaves"
point 16 "zoom, previous view, marks"
point 17 "the cursor stays on its deal"
point 18 "help and palette agree"
point 19 "help of each view, rebound keys"
point 20 "a wrong key is named"
point 21 "narrowing while typing"
point 22 "pickers show their effect"
point 23 "sums agree"
point 24 "every number explains itself"
point 25 "an empty period says so"
point 26 "undo and redo"
point 27 "warnings are rows"
point 28 "hostile names do nothing"
point 29 "wide names keep borders straight"
point 30 "ASCII and missing locales"
point 31 "NO_COLOR"
point 32 "kinds of terminals"
point 33 "contrast of themes"
point 34 "themes cycle and stay"
point 35 "idle is idle, steps are small"
point 36 "holding a key over 100,000 rows"
point 37 "whole frames, no stray answers"
point 38 "copy and export"
point 39 "presentation"
point 40 "record, play, print, reload, mouse"
[ $failures -eq 0 ] && echo "all points hold" || echo "$failures points fail"
exit $failures
