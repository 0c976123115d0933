# shellcheck shell=bash
# Points 13 to 22: navigation, help, and slicers.

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
  [ -n "$row" ] || bad "no row has the cursor"
  keys Enter
  screen | tail -2 | head -1 | grep -qF "dashboard > At risk > ${row%%…*}" || bad "the path does not name $row"
  keys Escape
  same "another row" "$row" "$(current)"
  keys Escape; has "┏━ 2 At risk"
}
p15() {
  open 120x40 "$sample"
  keys 2 Enter / a Enter
  screen | sed -n 2p | grep -q 'Text  *a' || bad "no filter in the slicer bar"
  keys Escape; has "dashboard > At risk"
  screen | sed -n 2p | grep -q 'Text  *-' || bad "Esc does not clear the filter first"
  keys Escape; has "1 Pipeline health"; lacks "dashboard > At risk"
}
p16() {
  open 120x40 "$sample"
  local fresh; fresh=$(but_message)
  keys z; lacks "2 At risk"; keys z
  same "z does not restore" "$fresh" "$(but_message)"
  keys 5; has "> movement"; keys -; has "1 Pipeline health"; keys -; has "> movement"
  keys 1 2 Enter j m a
  local row; row=$(current)
  keys 6; lacks "dashboard > At risk"
  keys "'" a; has "dashboard > At risk"
  same "the mark leads to another row" "$row" "$(current)"
}
p17() {
  open 120x40 "$sample"
  keys 1 Enter j j j
  local row key; row=$(current)
  [ -n "$row" ] || { bad "no row has the cursor"; return; }
  for key in ">" "<" I r w w; do
    keys "$key"
    same "$key moves the cursor to another deal" "${row%%…*}" "$(current | cut -c1-${#row} | sed 's/….*//')"
  done
  # A text that the deal has, and a slicer that keeps it.
  keys /; pasted "$(printf '%s' "$row" | cut -c1-5)"; keys Enter
  same "a filter moves the cursor" "${row%%…*}" "$(current | cut -c1-${#row} | sed 's/….*//')"
  keys Escape
  same "the end of the filter moves the cursor" "${row%%…*}" "$(current | cut -c1-${#row} | sed 's/….*//')"
}

# The commands of the program: keys, words, name and places, a tab between.
commands() { $clean "$bin" keys | awk -F'  +' 'NF >= 4 && $1 != "keys" { print $1 "\t" $2 "\t" $3 "\t" $4 }'; }
p18() {
  commands > "$work/commands"
  local k words name place first count=0
  open 200x60 "$sample"
  keys :
  while IFS=$'\t' read -r k words name place; do
    case $place in "" | *"lists to choose"* | prompts | help | explain*) continue ;; esac
    count=$((count + 1)); first=${k%% *}
    pasted "$words"
    screen | grep -F -- "${words:0:40}" | grep -qE -- "[┃|] +.*$(printf '%s' "$first" | sed 's/[][\\.*^$+?(){}|/]/\\&/g') " || bad "the palette does not show '$words' with $first"
    keys C-u
  done < "$work/commands"
  [ $count -gt 40 ] || bad "only $count commands are listed"
  # Each command of the dashboard does from the palette what its key does; both without a terminal,
  # where everything goes the same way but effects on terminal, files and clipboard.
  local by_key by_name same_count=0 letters i
  while IFS=$'\t' read -r k words name place; do
    case $place in everywhere | "every view" | *dashboard*) ;; *) continue ;; esac
    case $name in back | cancel | palette | set-mark | jump-to-mark) continue ;; esac
    letters=(); for ((i = 0; i < ${#words}; i++)); do c=${words:i:1}; [ "$c" = " " ] && c=Space; letters+=("$c"); done
    by_key=$(printed "${k%% *}") || { bad "$name: print refuses ${k%% *}"; continue; }
    by_name=$(printed : "${letters[@]}" Enter)
    same "$name from the palette gives another screen" "$by_key" "$by_name" && same_count=$((same_count + 1))
  done < "$work/commands"
  [ $same_count -gt 30 ] || bad "only $same_count commands were compared"
  part "$count commands in the palette, $same_count compared with their keys"
  # And in the terminal.
  for k in z T W M; do
    words=$(awk -F'\t' -v k="$k" '$1 == k { print $2 }' "$work/commands")
    open 120x40 "$sample"; keys $k; by_key=$(screen)
    open 120x40 "$sample"; keys :; pasted "$words"; keys Enter
    same "$k from the palette gives another screen" "$by_key" "$(screen)"
    rm -rf "$work/config/revtop"
  done
  keys :; pasted exfo; screen | grep -qiE 'export forecast|no match|no command' || bad "exfo finds nothing and does not say so"
}
printed() { $clean "$bin" print "$sample" --size 120x40 --keys "$@" 2>&1; }
p19() {
  local view there absent
  open 120x40 "$sample"
  while IFS='|' read -r view there absent; do
    # shellcheck disable=SC2086
    keys $view "?"; has Help; has "$there"; [ -n "$absent" ] && lacks "$absent"
    keys Escape 1
  done <<'EOF'
1|one pane on the whole screen|sort by the next column
1 Enter|sort by the next column|one pane on the whole screen
2 Enter Enter|Inspector|sort by the next column
5|what changed since a day|one pane on the whole screen
6|leads, rates, sources|one pane on the whole screen
7|owners, quota|one pane on the whole screen
8|from won to cash|one pane on the whole screen
9|flags by owner|one pane on the whole screen
EOF
  keys "?" /; pasted "whole"; has "one pane on the whole screen"; lacks "focus the next pane"
  mkdir -p "$work/config/revtop"
  printf 'keys:\n  zoom: [B]\n' > "$work/config/revtop/config.yaml"
  open 120x40 "$sample"; screen | tail -1 | grep -q 'B zoom' || bad "the key line does not show the rebound key"
  keys "?"; screen | grep -q 'B  *one pane' || bad "help does not show the rebound key"
  keys Escape B; lacks "2 At risk"
  keys B z; has "z does nothing here"
  rm -rf "$work/config/revtop"
}
p20() {
  open 120x40 "$sample"
  local before key; before=$(but_message)
  for key in Z C-g F9; do
    keys "$key"
    has "${key/C-g/Ctrl-G} does nothing here"
    same "a wrong key changes something" "$before" "$(but_message)"
  done
}

# ---- slicers ----

rows_said() { screen | tail -2 | head -1 | grep -oE '[0-9,]+ of [0-9,]+ rows|[0-9,]+ rows' | head -1; }
p21() {
  open 120x40 "$sample"
  keys 1 Enter
  local all some less text; all=$(rows_said)
  [ -n "$all" ] || bad "no count of rows"
  keys / c; some=$(rows_said)
  keys o n; less=$(rows_said)
  [ "${less%% *}" -lt "${all%% *}" ] || bad "typing narrows nothing: $all, $less"
  [ "${less%% *}" -le "${some%% *}" ] || bad "more letters give more rows: $some, $less"
  keys Escape
  [ "$(rows_said)" = "$all" ] || bad "Esc does not restore"
  keys / c o n Enter
  [ "$(rows_said)" = "$less" ] || bad "Enter does not keep"
  keys 0
  [ "$(rows_said)" = "$all" ] || bad "0 does not clear"
  for text in '[red]' '%s' '\' "'" '"'; do
    keys /; pasted "$text"; screen | tail -2 | head -1 | grep -qF -- "$text" || bad "'$text' is not taken literally"
    screen | grep -q 'no row\|0 of\|of [0-9]* rows' || bad "'$text' gives no count"
    keys Escape
  done
}
p22() {
  open 120x40 "$sample"
  total() { screen | grep -oE 'Total +[0-9,]+ +[0-9.KM]+' | head -1; }
  local before one fresh n; before=$(total); fresh=$(but_message)
  [ -n "$before" ] || bad "the dashboard has no total"
  keys o Space; one=$(total)
  [ "$one" != "$before" ] || bad "marking an owner does not change the dashboard behind"
  # The next owner with a deal adds it.
  for n in 1 2 3 4 5; do keys Down Space; [ "$(total)" != "$one" ] && break; done
  [ "$(total)" != "$one" ] || bad "marking more owners does not change the dashboard behind"
  [ "$(total)" != "$before" ] || bad "some owners have as much as all"
  keys Escape
  same "Esc does not restore" "$fresh" "$(but_message)"
}
