# shellcheck shell=bash
# Points 38 to 40: the clipboard, files, the meeting, sessions, and the mouse.

p38() {
  open 120x40 "$sample"
  keys 1 y
  nap 0.2
  t show-buffer > "$work/buffer" 2>/dev/null
  grep -qE '^[0-9.-]+$' "$work/buffer" || bad "y put '$(head -c 40 "$work/buffer")' into the buffer"
  has "copied $(cat "$work/buffer")"
  keys 1 Enter Y; nap 0.2
  [ "$(t show-buffer | wc -l)" -gt 40 ] || bad "Y copies $(t show-buffer | wc -l) lines"
  sets="TERM=vt100" open 80x24 "$sample"; keys 1 y; has "no clipboard"
  # A view in every form; the second time it asks, and what it replaces is replaced as a whole.
  local form file picture inode rows
  rm -f "$work"/cwd/*
  open 120x40 "$sample"
  keys 1 Enter; picture=$(screen); rows=$(rows_said | tr -dc 0-9)
  for form in csv json md txt svg; do
    file=$work/cwd/view.$form
    keys C-s C-u; pasted "view.$form"; keys Enter
    [ -s "$file" ] || { bad "no $form is written: $(screen | tail -2 | head -1)"; keys Escape; continue; }
    has "wrote"
    inode=$(stat -c %i "$file"); echo mine > "$file.mine"; ln -f "$file" "$file.link"
    keys C-s C-u; pasted "view.$form"; keys Enter
    has "is there already"
    [ "$(stat -c %i "$file")" = "$inode" ] || bad "$form is overwritten without a question"
    keys Enter
    [ "$(stat -c %i "$file")" != "$inode" ] || bad "$form is not replaced as a whole"
    cmp -s "$file" "$file.link" || bad "$form is another the second time"
    rm -f "$file.link" "$file.mine"
  done
  [ "$(find "$work/cwd" -type f | wc -l)" -eq 5 ] || bad "other files are left: $(ls -A "$work/cwd" | tr '\n' ' ')"
  [ "$(wc -l < "$work/cwd/view.csv")" -eq $((rows + 1)) ] || bad "the CSV has $(wc -l < "$work/cwd/view.csv") lines"
  [ "$(csv_sum Amount < "$work/cwd/view.csv" | cut -d' ' -f2)" = "$($clean "$bin" deals "$sample" --csv | csv_sum amount | cut -d' ' -f2)" ] \
    || [ "$(csv_sum amount < "$work/cwd/view.csv" | cut -d' ' -f2)" = "$($clean "$bin" deals "$sample" --csv | csv_sum amount | cut -d' ' -f2)" ] || bad "the amounts of the CSV add up to another sum"
  head -c 1 "$work/cwd/view.json" | grep -q '[{[]' || bad "the JSON begins otherwise"
  grep -q '^| *---\|^|--\||:*-' "$work/cwd/view.md" || bad "the Markdown has no table"
  same "the text file is not the screen" "$(printf '%s' "$picture" | sed 's/ *$//' | sed '$d' | sed '$d')" "$(sed 's/ *$//' "$work/cwd/view.txt" | sed '$d' | sed '$d')"
  # The words of the picture, row by row.
  same "the SVG is not the screen" "$(printf '%s' "$picture" | sed '$d' | sed '$d' | grep -oE '[A-Za-z0-9]{3,}')" \
    "$(sed -n '/<text/,$p' "$work/cwd/view.svg" | sed 's/<[^>]*>/ /g; s/&amp;/\&/g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#39;/'"'"'/g' | grep -oE '[A-Za-z0-9]{3,}' | head -"$(printf '%s' "$picture" | sed '$d' | sed '$d' | grep -oE '[A-Za-z0-9]{3,}' | wc -l)")"
  # A place that cannot be written is said in one line.
  keys C-s C-u; pasted "/proc/view.csv"; keys Enter
  screen | grep -q "/proc/view.csv" || bad "a file that cannot be written is not named"
  keys Escape
}

# Names of people, accounts and deals of a snapshot that would be seen on a page.
names_of() {
  local file
  for file in people accounts deals; do
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "name") n = i; next } length($n) > 5 && $n !~ /"/ { print $n }' "$1/$file.csv"
  done | sort -u
}
p39() {
  rm -rf "$work/company"; cp -r "$sample" "$work/company"
  open 80x24 "$work/company"
  keys 2 Enter j; local fresh page pages=(); fresh=$(but_message)
  names_of "$work/company" > "$work/names"
  [ "$(wc -l < "$work/names")" -gt 1000 ] || bad "only $(wc -l < "$work/names") names were found"
  keys P
  for page in 1 2 3 4 5; do
    has "$page of 5"; has "names hidden"
    screen > "$work/page"
    pages+=("$(cat "$work/page")")
    grep -oFf "$work/names" "$work/page" | head -1 | grep -q . && bad "page $page shows $(grep -oFf "$work/names" "$work/page" | head -1)"
    [ $page -lt 5 ] && keys Space
  done
  # The files change underneath, and are read again: the numbers stay.
  head -400 "$sample/deals.csv" > "$work/company/deals.csv.new"; mv "$work/company/deals.csv.new" "$work/company/deals.csv"
  keys b b b b
  same "the first page is another after the files have changed" "${pages[0]}" "$(screen)"
  keys n n
  same "the third page is another after the files have changed" "${pages[2]}" "$(screen)"
  keys R; has "names shown"
  screen | grep -oFf "$work/names" | head -1 | grep -q . || bad "R shows no names"
  keys R; has "names hidden"
  keys Escape
  same "Esc does not return to the same place" "$fresh" "$(but_message)"
}

p40() {
  local end type file n steps
  rm -f "$work/session.replay"
  open 80x24 --record "$work/session.replay" "$sample"
  keys 2 Enter j j / a Enter ">" e
  end=$(screen)
  keep C-c; until_seen "status="
  for type in xterm-256color tmux-256color; do
    sets="TERM=$type" open 80x24 --play "$work/session.replay" "$sample"
    same "playing under $type gives another screen" "$end" "$(screen)"
  done
  sets="TERM=vt100" open 80x24 --play "$work/session.replay" "$sample"
  same "playing under vt100 gives other words" "$(printf '%s' "$end" | grep -oE '[A-Za-z]{3,}')" "$(words)"
  # Not only the end: each frame on the way, as the beginning of the file makes it.
  grep -n '' "$work/session.replay" > "$work/steps"
  steps=$(grep -c '' "$work/session.replay")
  for n in $(seq 3 "$steps"); do
    head -"$n" "$work/session.replay" > "$work/begun.replay"
    file=$($clean "$bin" print "$sample" --size 80x24 --play "$work/begun.replay")
    for type in xterm-256color tmux-256color vt100; do
      sets="TERM=$type" open 80x24 --play "$work/begun.replay" "$sample"
      if [ $type = vt100 ]; then
        same "line $n of a session has other words under vt100" "$(printf '%s' "$file" | grep -oE '[A-Za-z]{3,}')" "$(words)"
      else
        same "line $n of a session is another frame under $type" "$file" "$(screen | sed 's/ *$//')"
      fi
    done
  done
  part "$steps lines of a session, the frame of each under three kinds of terminals"
  local size
  for size in 80x24 120x40; do
    open $size "$sample"
    same "print $size is another screen" "$(screen | sed 's/ *$//')" "$($clean "$bin" print "$sample" --size $size)"
  done
  mouse
  reloads
}
mouse() {
  # Low enough that no inspector stands on the right: the table is 200 columns wide.
  sets="TERM=tmux-256color" open 200x45 "$sample"
  [ "$(ask '#{mouse_any_flag}')" = 0 ] || bad "the mouse is on before M"
  keys 1 Enter
  keys M
  [ "$(ask '#{mouse_any_flag}')" = 1 ] || bad "M does not turn the mouse on"
  click 190 8
  screen | sed -n 8p | grep -q '^[│┃] *>' || bad "a click at column 190 does not select row 8"
  click 190 12
  screen | sed -n 12p | grep -q '^[│┃] *>' || bad "a click at column 190 does not select row 12"
  keys M
  [ "$(ask '#{mouse_any_flag}')" = 0 ] || bad "M does not turn the mouse off"
}
reloads() {
  local count=${RELOADS:-1000} i first last pid
  open 80x24 "$sample"
  pid=$(child)
  for i in $(seq 1 "$count"); do
    drawn_quickly r
    [ "$i" -eq $((count / 10)) ] && first=$(memory "$pid")
  done
  has "reload"
  settle; last=$(memory "$pid")
  part "memory after $((count / 10)) reloads $((first / 1024)) MB, after $count $((last / 1024)) MB"
  [ "$last" -le $((first * 110 / 100)) ] || bad "memory grew from $first to $last KB"
}
# Waits for the frame at rest, not for the picture of it.
drawn_quickly() {
  local before n i; before=$(number)
  t send-keys -t a "$1"
  for i in $(seq 1 4000); do read -r n < "$work/settle"; [ -n "$n" ] && [ "$n" != "$before" ] && return; nap 0.005; done
  bad "no frame after $1"
}
