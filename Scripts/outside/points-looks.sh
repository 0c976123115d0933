# shellcheck shell=bash
# Points 28 to 34: text from data, kinds of terminals, and colours.

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
title \033]2;hacked\033\\
bell \007 and tab \t end
line\nbreak \r return
del \0177 and shift \016\017
rtl \0342\0200\0256gnp.exe
isolate \0342\0201\0246x\0342\0201\0251
zero \0342\0200\0213width
joiner \0342\0200\0215 soft \0302\0255 hyphen
日本語の会社名前 K.K.
مرحبا بالعالم
e\0314\0201a\0314\0200o\0314\0210 accents
z\0315\0201\0315\0201\0315\0201\0315\0201\0315\0201\0315\0201\0315\0201\0315\0201 zalgo
👩‍👩‍👧‍👦 family
🇫🇷 flag
⚠️ sign
한국어 회사
ｆｕｌｌ width
EOF
  } > "$work/hostile/deals.csv"
  # In this period all of them are open.
  echo 'as_of: 2026-11-01' > "$work/hostile/revtop.yaml"
}
p28() {
  hostile
  local view
  record=1 open 120x40 --theme default "$work/hostile"
  t set-buffer untouched
  for view in "1 Enter" "Enter" "Escape e" "Escape :" "Escape / e" "Escape o" "Escape W" 5 9 a; do
    # shellcheck disable=SC2086
    keys $view
    styled | grep -qE $'\033\\[[0-9;]*31m' && bad "a name has changed the colour ($view)"
    full_rows 120x40 "$view"
  done
  keys 1 g Enter; has "esc �[31mred"
  local name bytes
  while IFS='|' read -r name bytes; do
    LC_ALL=C grep -qaP "$bytes" "$work/bytes" && bad "$name is in the stream"
  done <<'EOF'
the colour of a name|\x1b\[31mred
OSC 52 of a name|\x1b\]52
the title of a name|\x1b\]2;hacked
U+202E|\xe2\x80\xae
U+2066|\xe2\x81\xa6
U+009B|\xc2\x9b
a raw 9B|(?<![\x80-\xff])\x9b
U+200B|\xe2\x80\x8b
U+200D|\xe2\x80\x8d
NUL|\x00
a bell|\x07(?!$)
U+007F|\x7f
EOF
  [ "$(t show-buffer 2>/dev/null)" = untouched ] || bad "the clipboard was written"
  # What is no text is refused in one line, which does not hold it: a lone byte, and NUL.
  mkdir -p "$work/raw"; printf 'as_of: 2026-11-16\n' > "$work/raw/revtop.yaml"
  for bytes in '\2332J gone' 'nul \000 here'; do
    printf "deal_id,name,stage,created_date,close_date,amount\nH-1,$bytes,Proposal,2026-09-01,2026-11-02,1\n" > "$work/raw/deals.csv"
    "$bin" kpis "$work/raw" > "$work/said" 2>&1
    LC_ALL=C grep -qaP '(?<![\x80-\xff])\x9b|\x00' "$work/said" && bad "'$bytes' is passed on"
    record=1 open 80x24 "$work/raw"
    LC_ALL=C grep -qaP '(?<![\x80-\xff])\x9b' "$work/bytes" && bad "'$bytes' is in the stream"
    screen | grep -qE '4 Retention|deals\.csv' || bad "'$bytes' neither opens nor is named"
  done
}
p29() {
  hostile
  local size view
  for size in 80x24 120x40 200x60; do
    for view in "" "1 Enter" "1 Enter Enter" "1 Enter w" "2 Enter"; do
      # shellcheck disable=SC2086
      open $size "$work/hostile"; keys $view
      full_rows $size "$view"
    done
  done
}
p30() {
  hostile
  local how plain ascii
  for how in "LC_ALL=C" "LC_ALL=POSIX" "LC_ALL= LC_CTYPE=C LANG=C.UTF-8"; do
    sets="$how" record=1 open 120x40 "$work/hostile"; keys 1 Enter Escape
    LC_ALL=C grep -qaP '[\x80-\xff]' "$work/bytes" && bad "$how: a byte above 127"
    has "1 Pipeline health"
  done
  open 120x40 "$sample"; plain=$(words)
  record=1 open 120x40 --ascii "$sample"; ascii=$(words); keys 5 7 8 9 F A "?" Escape 1
  LC_ALL=C grep -qaP '[\x80-\xff]' "$work/bytes" && bad "--ascii: a byte above 127"
  # A bar or an ellipsis takes as many columns, so that the words are the same.
  same "--ascii has other words" "$plain" "$ascii"
  for how in LC_ALL=xx_YY.UTF-8 "LC_ALL= LANG=" "LC_ALL= LC_CTYPE=nonsense"; do
    sets="$how" open 120x40 "$sample"; has "1 Pipeline health"
  done
}
words() { screen | grep -oE '[A-Za-z]{3,}'; }

# ---- colour ----

# The numbers of all sequences for looks on the screen.
codes() { styled | grep -oE $'\033\\[[0-9;:]*m' | tr -d '\033[m' | tr ';:' '\n\n' | grep . | sort -un | tr '\n' ' '; }
p31() {
  local c coloured view
  for view in "" "1 Enter" "2 Enter" 5 7 9; do
    # shellcheck disable=SC2086
    { open 120x40 --theme dark "$sample"; keys $view; }
    coloured=$(screen)
    [ -n "$view" ] || codes | grep -qE '(^| )(38|3[0-7]) ' || bad "there is no colour to be taken away"
    # shellcheck disable=SC2086
    { sets="NO_COLOR=1" open 120x40 --theme dark "$sample"; keys $view; }
    for c in $(codes); do
      { [ "$c" -ge 30 ] && [ "$c" -le 38 ]; } || { [ "$c" -ge 40 ] && [ "$c" -le 48 ]; } || { [ "$c" -ge 90 ] && [ "$c" -le 107 ]; } && bad "colour code $c in view '$view'"
    done
    same "without colour view '$view' has other words" "$coloured" "$(screen)"
  done
  keys 1; screen | grep -qE 'LOW|watch|ok' || bad "no status words"
}
p32() {
  local view c one other type
  sets="TERM=xterm-256color" open 80x24 "$sample"; one=$(words)
  sets="TERM=vt100" open 80x24 "$sample"
  same "vt100 has other words" "$one" "$(words)"
  keys 2 Enter; has "dashboard > At risk"
  shut; rm -f "$work/status"
  t new-session -d -x 80 -y 24 -s a "sh -c '$clean TERM=dumb $bin $sample; echo status=\$?; sleep 60'"
  until_seen "status=2" || bad "dumb is not one sentence"
  t capture-pane -p -J -t a | grep -qF "revtop print" || bad "dumb is not told about revtop print"
  [ "$(TERM=dumb "$bin" print "$sample" --size 80x24 | wc -l)" -eq 24 ] || bad "print under dumb is not a page"
  sets="TERM=linux" open 80x24 --theme dark "$sample"
  codes | grep -q '3[0-7] ' || bad "TERM=linux has no colour"
  for c in $(codes); do [ "$c" -le 49 ] && [ "$c" -ne 38 ] && [ "$c" -ne 48 ] || bad "TERM=linux uses code $c"; done
  for view in "" "1 Enter" "2 Enter Enter" 5 6 7 8 9 "?"; do
    one="" other=""
    for type in xterm-256color tmux-256color; do
      # shellcheck disable=SC2086
      { sets="TERM=$type" open 120x40 --theme dark "$sample"; keys $view; }
      one=$other other=$(looks)
    done
    same "xterm-256color and tmux-256color differ in view '$view'" "$one" "$other"
  done
}
p33() {
  "$bin" theme check > "$work/check" || bad "theme check fails"
  local name
  for name in $("$bin" theme list | awk '!NF { exit } NR > 1 { print $1 }'); do
    grep -qx "$name" "$work/check" || bad "$name is not checked"
  done
  for name in default dark light high-contrast colour-blind colour-blind-light mono; do
    grep -qx "$name" "$work/check" || bad "$name is not checked"
  done
  printf 'name: faint\ninherit: dark\nroles:\n  text: 238\n' > "$work/faint.yaml"
  "$bin" theme check "$work/faint.yaml" >/dev/null && bad "a faint text passes"
  printf 'name: faint\ninherit: dark\nroles:\n  border: 236\n' > "$work/faint.yaml"
  "$bin" theme check "$work/faint.yaml" >/dev/null && bad "a faint border passes"
  printf 'name: strong\ninherit: dark\nroles:\n  border: 245\n' > "$work/faint.yaml"
  "$bin" theme check "$work/faint.yaml" >/dev/null || bad "a strong border does not pass"
  local view c
  open 120x40 --theme default "$sample"
  for view in 1 "1 Enter" 5 7; do
    # shellcheck disable=SC2086
    keys $view
    for c in $(codes); do
      { [ "$c" -ge 40 ] && [ "$c" -le 48 ]; } || { [ "$c" -ge 100 ] && [ "$c" -le 107 ]; } && bad "the default theme has a background in view '$view'"
    done
  done
}
p34() {
  rm -rf "$work/config/revtop"
  open 120x40 "$sample"
  local one other; one=$(looks)
  keys T; has "theme dark"; other=$(looks); [ "$one" != "$other" ] || bad "T changes nothing at once"
  keys T; has "theme light"; [ "$other" != "$(looks)" ] || bad "the second T changes nothing at once"
  other=$(looks)
  keep q; until_seen "status=0"
  grep -qx 'theme: light' "$work/config/revtop/config.yaml" || bad "the choice is not kept"
  open 120x40 "$sample"; keys j k
  same "after a restart it looks otherwise" "$(printf '%s' "$other" | sed '$d' | sed '$d')" "$(looks | sed '$d' | sed '$d')"
  keys T; has "theme high-contrast"
  mkdir -p "$work/data/revtop/themes"
  printf 'name: mine\ninherit: dark\nroles:\n  good: 75\n  goood: 76\n' > "$work/data/revtop/themes/mine.yaml"
  open 120x40 --theme mine "$sample"; has "mine.yaml:5:3"
  keys j; [ "$(looks)" != "$one" ] || bad "the theme with the unknown role is not used"
  rm -rf "$work/data/revtop/themes" "$work/config/revtop"
  "$bin" theme check colour-blind >/dev/null || bad "colour-blind fails its check"
  "$bin" theme check colour-blind-light >/dev/null || bad "colour-blind-light fails its check"
  printf 'name: my-blind\ninherit: colour-blind\nroles:\n  good: 34\n  poor: 160\n' > "$work/pair.yaml"
  "$bin" theme check "$work/pair.yaml" >/dev/null && bad "a theme for colour-blind people may have a red-green pair"
}
