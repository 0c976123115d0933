# shellcheck shell=bash
# Points 35 to 37: idle is idle, steps are small, keys that are held do not lag, frames are whole.

big() { # a company of a hundred thousand deals, made once
  [ -e "$cache/big/deals.csv" ] || "$bin" sample --deals 100000 --seed 3 --out "$cache/big" >/dev/null
  echo "$cache/big"
}
long() { # a table of a hundred thousand rows: open deals of one period
  local day; day=$(date +%Y-%m)-01
  mkdir -p "$work/long"
  awk -v day="$day" 'BEGIN {
    print "deal_id,name,stage,created_date,close_date,amount,owner_id"
    srand(5)
    for (i = 1; i <= 100000; i++)
      printf "L-%06d,Deal %d of %s,%s,2026-08-%02d,2026-11-%02d,%d,P-%d\n", i, i, substr("Alpha Beta Gamma Delta Omega", 1 + 6 * int(rand() * 4), 5), substr("DiscoveryEvaluate Proposal ", 1 + 9 * int(rand() * 3), 9), 1 + int(rand() * 28), 1 + int(rand() * 28), 1000 + int(rand() * 90000), int(rand() * 30)
  }' > "$work/long/deals.csv"
  printf 'as_of: 2026-11-16\n' > "$work/long/revtop.yaml"
  echo "$work/long"
}

# Milliseconds from a key to the frame that it makes: the program writes the number of a frame
# right behind it.
step_time() {
  local began; began=$(now)
  drawn_after t send-keys -t a "$1"
  echo $((($(date -r "$work/settle" +%s%N) - began) / 1000000))
}
p35() {
  record=1 open 120x40 "$(big)"
  keys 1 Enter j
  # Threads that have worked end some seconds after it, and take what they used with them.
  sleep 8
  local pid other bytes before spent step took best=999999 i
  pid=$(child); other=$(guardian)
  bytes=$(stat -c %s "$work/bytes"); before=$(($(cpu "$pid") + $(cpu "$other")))
  sleep 10
  spent=$(($(cpu "$pid") + $(cpu "$other") - before))
  [ "$(stat -c %s "$work/bytes")" -eq "$bytes" ] || bad "$(($(stat -c %s "$work/bytes") - bytes)) bytes while idle"
  part "$((spent / 1000)).$((spent % 1000 / 100)) ms of processor in 10 idle seconds"
  [ $spent -ge 0 ] || bad "threads ended while they were measured"
  [ $spent -lt 10000 ] || bad "$((spent / 1000)) ms of processor while idle"
  step=0
  for i in 1 2 3 4 5 6 7 8 9 10; do
    bytes=$(stat -c %s "$work/bytes"); took=$(step_time j)
    nap 0.1; bytes=$(($(stat -c %s "$work/bytes") - bytes))
    [ $bytes -gt 0 ] || bad "a cursor step draws nothing"
    [ $bytes -gt $step ] && step=$bytes
    [ "$took" -lt $best ] && best=$took
  done
  part "a cursor step is at most $step bytes"
  [ $step -lt 600 ] || bad "a cursor step is $step bytes"
  within "a step" $best 30 ms
}
p36() {
  record=1 open 120x40 "$(long)"
  keys 1 Enter
  local rows; rows=$(rows_said)
  [ "$rows" = "100,000 rows" ] || bad "the table has $rows"
  # Held for two seconds, thirty times a second. When does the screen change?
  local began last text gap longest=0 count=0 mark i
  ( for i in $(seq 1 60); do t send-keys -t a j; nap 0.029; done; : > "$work/let-go" ) &
  local holder=$!
  last=$(screen); mark=$(now)
  while [ ! -e "$work/let-go" ]; do
    text=$(row_number)
    if [ "$text" != "$last" ]; then
      gap=$((($(now) - mark) / 1000000)); mark=$(now); count=$((count + 1))
      [ $count -gt 1 ] && [ $gap -gt $longest ] && longest=$gap
      last=$text
    fi
  done
  wait $holder; rm -f "$work/let-go"
  within "the longest wait for a picture while j is held" $longest 100 ms
  began=$(now)
  settle; last=$(row_number)
  [ "$last" = "row 61/100,000" ] || bad "sixty steps lead to $last"
  took=$((($(date -r "$work/settle" +%s%N) - began) / 1000000))
  within "the last picture after letting go" $((took < 0 ? 0 : took)) 100 ms
  # Sorting and filtering: the first sign of it, and Esc in the middle.
  for i in ">" "<" I; do within "the first sign of sorting by $i" "$(first_sign "$i")" 100 ms; settle; done
  keys /
  for i in A l p; do within "the first sign of the letter $i" "$(first_sign "$i")" 100 ms; settle; done
  [ "$(rows_said)" != "100,000 rows" ] || bad "the filter leaves every row"
  within "Esc" "$(first_sign Escape)" 100 ms; settle
  [ "$(rows_said)" = "100,000 rows" ] || bad "Esc does not restore"
  keys /; keep B e t a Escape; settle
  [ "$(rows_said)" = "100,000 rows" ] || bad "Esc right behind the letters does not restore"
}
row_number() { screen | grep -oE 'row [0-9,]+/[0-9,]+' | head -1; }
# Milliseconds from a key to the first change on the screen.
first_sign() {
  local before began i; before=$(screen); began=$(now)
  t send-keys -t a "$1"
  for i in $(seq 1 2000); do [ "$(screen)" != "$before" ] && break; done
  echo $((($(now) - began) / 1000000))
}
p37() {
  record=1 open 120x40 "$sample"
  keys j
  grep -qaF '?2026h' "$work/bytes" && bad "frames are wrapped although this tmux does not answer"
  grep -qaF '?2026$p' "$work/bytes" || bad "the terminal is not asked"
  # The answers of a terminal that has it: to the question, and the last one.
  t send-keys -t a -H 1b 5b 3f 32 30 32 36 3b 32 24 79 1b 5b 3f 36 32 63
  nap 0.2; keys j
  local begins ends
  begins=$(grep -oaF '[?2026h' "$work/bytes" | wc -l); ends=$(grep -oaF '[?2026l' "$work/bytes" | wc -l)
  [ "$begins" -gt 0 ] || bad "frames are not wrapped after the answer"
  [ "$begins" -eq "$ends" ] || bad "$begins frames begin, $ends end"
  # A terminal that says no.
  record=1 open 120x40 "$sample"
  t send-keys -t a -H 1b 5b 3f 32 30 32 36 3b 30 24 79 1b 5b 3f 36 32 63
  nap 0.2; keys j
  grep -qaF '?2026h' "$work/bytes" && bad "frames are wrapped although the terminal says no"
  # Quitting at once, before an answer can have come, and with an answer on its way.
  local pause began
  for pause in 0 0.05 0.2; do
    shell 80x24
    t send-keys -t a -l "$bin $sample; echo gone"; keep Enter
    nap "$pause"; [ "$pause" = 0 ] || nap "$pause"
    keep q; until_seen "gone" 30 || { bad "q does not quit"; continue; }
    nap 0.4
    screen | grep -v revtop | grep -qE '[0-9]+;[0-9]+;?[0-9]*c|rgb:|2026' && bad "an answer of the terminal stands in the shell"
  done
  # Nothing waits: in a terminal that never answers the last question, the end takes a moment.
  shell 80x24
  t send-keys -t a -l "$bin $sample"; keep Enter; until_seen "2 At risk" || bad "no start"
  began=$(now); keep q
  while t capture-pane -p -t a | grep -q "2 At risk"; do nap 0.005; done
  within "leaving" $((($(now) - began) / 1000000)) 150 ms
}
