# shellcheck shell=bash
# Points 1 to 12: starting and stopping, and the size of the window.

titles=("1 Pipeline health" "2 At risk" "3 Forecast" "4 Retention")

# Milliseconds from the start of the program to four panes on the screen, and to its first sign.
first_frame() {
  open_only 120x40 "$@"
  local started text sign="" i
  read -r started < "$work/started"
  for i in $(seq 1 4000); do
    text=$(screen)
    [ -z "$sign" ] && [ "${text#line before the start}" != "" ] && [[ $text != line\ before* ]] && sign=$((($(now) - started) / 1000000))
    [[ $text == *"4 Retention"* ]] && { echo "$((($(now) - started) / 1000000)) $sign"; return; }
  done
  echo "999999 999999"
}
p1() {
  local best=999999 first=999999 i took sign
  for i in 1 2 3 4 5; do
    read -r took sign < <(first_frame "$sample"); [ "$took" -lt "$best" ] && best=$took
  done
  within "demo data" "$best" 200 ms
  best=999999
  for i in 1 2 3; do
    read -r took sign < <(first_frame "$(big)")
    [ "$took" -lt "$best" ] && best=$took
    [ "$sign" -lt "$first" ] && first=$sign
  done
  within "100,000 deals" "$best" 500 ms
  # The program waits for a moment before it says that it is reading: what is there by then needs no words.
  within "their progress" "$first" 120 ms
}

p2() {
  local size title lines
  for size in 80x24 120x40 200x60; do
    open $size "$sample"
    for title in "${titles[@]}"; do has "$title"; done
    lines=$(screen | wc -l)
    [ "$lines" -eq "${size#*x}" ] || bad "$size has $lines lines"
    screen | tail -1 | grep -q '? help' || bad "$size does not end with the key line"
    full_rows "$size"
  done
}

left_by() { # left_by STATUS KEYS...
  local status=$1; shift
  open 80x24 "$sample"
  local k; for k in "$@"; do keep "$k"; nap 0.1; done
  until_seen "status=$status" || { bad "$* does not leave with status $status"; return; }
  until_seen 'shell$'; 
  has "line before the start"
  clean_terminal || bad "$* leaves the terminal in another state"
}
p3() { left_by 0 q; left_by 0 Q; left_by 0 F10; left_by 130 C-c; left_by 0 : q u i t Enter; }
p4() {
  open_only 80x24 "$sample"
  settle
  lacks "line before the start"
  [ "$(ask '#{alternate_on}')" = 1 ] || bad "no second screen is used"
  keep q; until_seen "status=0" || bad "no end"
  has "line before the start"; has "shell$"
}
p5() {
  local signal who pid off
  for who in child guardian; do
    for signal in TERM HUP INT; do
      record=1 open 80x24 "$sample"
      keys M
      pid=$($who)
      [ -n "$pid" ] || { bad "there is no $who"; continue; }
      kill -$signal "$pid"
      until_seen "status=" || { bad "$signal does not end the $who"; continue; }
      until_seen 'shell$'
      clean_terminal || bad "$signal to the $who leaves the terminal in another state"
      # What comes after the last frame: the cursor is shown, the second screen and the mouse are left.
      for off in '?25h' '?1049l' '?1006l'; do
        tail -c 300 "$work/bytes" | grep -qaF "[$off" || bad "$signal to the $who does not send $off"
      done
    done
  done
}
p6() {
  shut
  rm -f "$work/status"
  t new-session -d -x 120 -y 60 -s a "sh -c 'echo line before; stty -a > $work/before; $clean $bin doctor --crash-test; echo status=\$?; stty -a > $work/after; sleep 60'"
  until_seen "status=" 60 || bad "the crash does not end"
  nap 0.2
  has "line before"
  has "this is the crash that --crash-test asks for"
  lacks "Press space"
  clean_terminal || bad "the terminal is in another state"
  screen | grep -q 'status=1[0-9][0-9]' || bad "the status is not that of a signal"
}
p7() {
  shell 80x24
  t send-keys -t a -l "$bin --settle-file $work/settle $sample"; keep Enter
  settle; until_seen "2 At risk" || bad "no start"
  local fresh i n; fresh=$(screen)
  for i in 1 2 3 4 5 6 7 8 9 10; do
    keep C-z; until_seen Stopped || { bad "Ctrl-Z $i does not stop"; return; }
    # The shell's own line editor is not in the way of a command.
    rm -f "$work/modes"
    t send-keys -t a -l "stty -a > $work/modes; echo asked"; keep Enter
    for n in $(seq 1 200); do [ -s "$work/modes" ] && break; nap 0.02; done
    for n in icanon echo isig; do grep -qE "(^| )$n( |\$)" "$work/modes" || bad "the shell has no $n"; done
    t send-keys -t a -l fg; keep Enter
    for n in $(seq 1 250); do [ "$(screen)" = "$fresh" ] && break; nap 0.02; done
    same "another screen after fg $i" "$fresh" "$(screen)" || return
  done
  local pid before; pid=$(child)
  before=$(cpu "$pid"); sleep 2
  [ $(($(cpu "$pid") - before)) -le 100000 ] || bad "more than 5 % of a processor afterwards"
  part "$((($(cpu "$pid") - before) / 20000)) % of a processor afterwards"
}
p8() {
  local type said
  for type in nonsense ""; do
    shut
    rm -f "$work/status"
    t new-session -d -x 80 -y 24 -s a "sh -c '$clean TERM=$type $bin $sample; echo status=\$?; sleep 60'"
    until_seen "status=" || bad "TERM=$type does not end"
    screen | grep -q 'revtop:.*TERM' || bad "TERM=$type says nothing"
    [ "$(t capture-pane -p -J -t a | grep -c .)" -eq 2 ] || bad "TERM=$type says more than one line"
    lacks Fatal; lacks "status=0"
  done
  # Into a pipe, from a pipe, and into a file.
  said=$(script_output "$clean $bin $sample 2>&1 | cat")
  case $said in *"revtop print"*) ;; *) bad "a pipe is told: $said" ;; esac
  said=$($clean "$bin" "$sample" 2>&1 </dev/null); [ $? -eq 2 ] || bad "no terminal is not status 2"
  case $said in *"revtop print"*) ;; *) bad "without a terminal it says: $said" ;; esac
}
# What a command prints at a terminal.
script_output() {
  shut; rm -f "$work/said"
  t new-session -d -x 200 -y 24 -s a "sh -c '{ $1; } > $work/said; echo > $work/done'"
  local i; for i in $(seq 1 500); do [ -s "$work/done" ] && break; nap 0.02; done
  rm -f "$work/done"; cat "$work/said"
}

# ---- size ----

p9() {
  local view size fresh
  for view in "1" "2 Enter j j" "2 Enter Enter" 5 6 7 8 9 a F J V W A P "?" "e" "o" ":" i; do
    # shellcheck disable=SC2086
    open 80x24 "$sample"; keys $view
    fresh=$(screen)
    for size in 120x40 200x60 60x16 44x9 1x1 80x24; do resize $size; nap 0.05; done
    await_screen "$fresh"
    same "view '$view' is another after resizing" "$fresh" "$(screen)"
  done
  # The other way round: what was resized to a size is what a fresh start of that size shows.
  for size in 120x40 200x60 60x16; do
    for view in "1" "2 Enter j j" "7 j" W; do
      # shellcheck disable=SC2086
      open $size "$sample"; keys $view; fresh=$(screen)
      # shellcheck disable=SC2086
      open 80x24 "$sample"; keys $view; resize 1x1; nap 0.05; resize $size
      await_screen "$fresh"
      same "view '$view' resized to $size is not a fresh one" "$fresh" "$(screen)"
    done
  done
}
await_screen() { local i; for i in $(seq 1 250); do [ "$(screen)" = "$1" ] && return; nap 0.02; done; }
p10() {
  open 44x9 "$sample"
  has "60 x 16"; has "44 x 9"
  keep q; until_seen "status=0" || bad "q does not quit"
}
p11() {
  open 80x24 "$sample"
  local i w h began took
  RANDOM=7
  began=$(now)
  for i in $(seq 1 500); do
    w=$((RANDOM % 220 + 1)); h=$((RANDOM % 70 + 1))
    case $((RANDOM % 4)) in
    0) t resize-window -t a -x $w -y $h \; send-keys -t a j ;;
    1) t resize-window -t a -x $w -y $h \; send-keys -t a Tab ;;
    2) t resize-window -t a -x $w -y $h \; send-keys -t a 2 ;;
    3) t resize-window -t a -x $w -y $h \; send-keys -t a 5 ;;
    esac
  done
  took=$((($(now) - began) / 1000000))
  within "500 resizes" $took 10000 ms
  began=$(now)
  t resize-window -t a -x 120 -y 40 \; send-keys -t a 1 '?'
  until_seen "Help" || bad "it does not answer after the storm"
  within "the answer afterwards" $((($(now) - began) / 1000000)) 1000 ms
  keys Escape
  full_rows 120x40
}
p12() {
  open 120x40 "$sample"
  local plain; plain=$(screen)
  sets="LINES=10 COLUMNS=40" open 120x40 "$sample"
  same "LINES and COLUMNS change the screen" "$plain" "$(screen)"
}
