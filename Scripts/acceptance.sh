#!/usr/bin/env bash
# The forty acceptance points, checked from outside: the real program in a real terminal (tmux).
#
#   Scripts/acceptance.sh [PROGRAM] [POINT ...]
#
# Each point is printed as `ok`, with what was measured and what can only be checked elsewhere, or
# as `FAIL` with the reason. The exit status is the number of failed points.
#
# Times are printed with their limit, and fail only beyond the limit times SLACK (1 by default) times
# the programs that wait for each core. Bytes, memory and processor time have no such slack.
# TRIES=2 gives a point that fails a second try, and says so. RELOADS says how often the files are read again for the last point (1000).
set -u
bin=${1:-.build/release/revtop}
[ $# -gt 0 ] && shift
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/revtop-acceptance.XXXXXX")
outside=$(dirname "$0")/outside
# shellcheck source=Scripts/outside/terminal.sh
. "$outside/terminal.sh"
for file in terminal moving numbers looks speed sharing; do . "$outside/points-$file.sh"; done
cache=$root/.build/acceptance
mkdir -p "$cache"
trap 'shut; rm -rf "$work"' EXIT
failures=0
only="$*"

# ---- what is said of the screen ----

# Each character with how it looks; what nobody can see of a blank is left out.
looks() {
  styled | awk '
    function take(list,   n, a, i, c, v) {
      n = split(list, a, ";"); if (n == 0) { n = 1; a[1] = 0 }
      for (i = 1; i <= n; i++) {
        c = a[i] + 0
        if (c == 0) { split("", on); fg = bg = "" }
        else if (c == 38 || c == 48) {
          if (a[i + 1] == 5) { v = a[i + 2]; i += 2 } else { v = a[i + 2] "." a[i + 3] "." a[i + 4]; i += 4 }
          if (c == 38) fg = v; else bg = v
        }
        else if (c == 39) fg = ""
        else if (c == 49) bg = ""
        else if (c == 22) { delete on[1]; delete on[2] }
        else if (c > 20 && c < 30) delete on[c - 20]
        else if (c < 10) on[c] = 1
        else if (c < 40 || c >= 90 && c < 100) fg = c
        else bg = c
      }
    }
    {
      line = ""; rest = $0
      while (rest != "") {
        if (match(rest, /^\033\[[0-9;]*m/)) { take(substr(rest, 3, RLENGTH - 3)); rest = substr(rest, RLENGTH + 1); continue }
        ch = substr(rest, 1, 1); rest = substr(rest, 2)
        if (ch == "\016" || ch == "\017") continue
        if (ch == " ") line = line "<" bg (7 in on ? "r" : "") (4 in on ? "u" : "") ">"
        else line = line "<" fg "," bg "," (1 in on ? "b" : "") (2 in on ? "d" : "") (4 in on ? "u" : "") (7 in on ? "r" : "") ">" ch
      }
      sub(/(<>)+$/, "", line)
      print line
    }'
}
same() { # same WHAT A B
  [ "$2" = "$3" ] && return 0
  bad "$1"
  diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -${DIFF:-4}
  return 1
}
has() { screen | grep -qF -- "$1" || { bad "the screen does not show '$1'"; return 1; }; }
lacks() { if screen | grep -qF -- "$1"; then bad "the screen shows '$1'"; return 1; fi; }
# Every row of the body is as wide as the window and ends in a border.
full_rows() { # full_rows SIZE [VIEW]
  local line width
  while IFS= read -r line; do
    width=$(printf '%s' "$line" | wc -L)
    case $line in *[│┃┐┓┘┛]) ;; *) width="$width columns without a border of" ;; esac
    [ "$width" = "${1%x*}" ] || { bad "$1 ${2:-}: a row has $width columns"; printf '%s\n' "$line"; return 1; }
  done < <(screen | sed '1,2d' | sed '$d' | sed '$d')
}
# The row of a table that has the cursor, without its frame.
current() { screen | sed -n 's/^[│┃|] *>[ *]*\([^ ].*\)$/\1/p' | sed 's/  .*//' | head -1; }
# Everything but the message line and the keys.
but_message() { screen | sed '$d' | sed '$d'; }

# ---- the points ----

reason=""
note=""
bad() { reason="${reason:+$reason; }$*"; }
part() { note="${note:+$note; }$*"; }
within() { # within WHAT MEASURED LIMIT UNIT
  local limit; limit=$(awk -v l="$3" -v s="$(slack)" 'BEGIN { print int(l * s) }')
  part "$1 $2 of $3 $4"
  [ "$2" -le "$limit" ] || bad "$1 took $2 $4, the limit is $3, with slack $limit"
}
point() { # point NUMBER WORDS
  local number=$1 words=$2 began=$SECONDS
  [ -n "$only" ] && [[ " $only " != *" $number "* ]] && return
  local try first=""
  for ((try = 1; try <= ${TRIES:-1}; try++)); do
    reason="" note="" sets="" record=""
    "p$number" > "$work/log" 2>&1
    [ -z "$reason" ] && break
    first=${first:-$reason}
  done
  [ -z "$reason" ] && [ -n "$first" ] && part "at the second try; at the first: $first"
  if [ -n "$reason" ]; then
    failures=$((failures + 1))
    printf 'FAIL %2d  %s: %s\n' "$number" "$words" "$reason"
    [ -z "$note" ] || printf '         (%s)\n' "$note"
    sed 's/^/           /' "$work/log" | head -${LINES_OF_LOG:-14}
  else
    printf 'ok   %2d  %s%s\n' "$number" "$words" "${note:+ ($note)}"
  fi
  [ -z "${TIMES:-}" ] || echo "         $((SECONDS - began)) s"
}

# ---- the list ----

printf 'revtop %s, %s cores, slack %s\n' "$("$bin" --version)" "$cores" "$(slack)"
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
