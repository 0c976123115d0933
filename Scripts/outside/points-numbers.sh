# shellcheck shell=bash
# Points 23 to 27: numbers agree with their rows, explain themselves, and come back.

# The value of a number in `kpis --json`; empty when it is unknown.
kpi() { printf '%s\n' "$1" | sed -n "s/^ *\"${2//./\\.}\": {\"value\": \\([^,}]*\\).*/\\1/p"; }
# Cells of a line of CSV for awk: names hold commas in quotes.
cells='function cells(line, out,   n, q, ch, i, cell) {
  n = 1; cell = ""; q = 0
  for (i = 1; i <= length(line); i++) {
    ch = substr(line, i, 1)
    if (ch == "\"") q = !q
    else if (ch == "," && !q) { out[n++] = cell; cell = "" }
    else cell = cell ch
  }
  out[n] = cell
  return n
}
NR == 1 { n = cells($0, head); for (i = 1; i <= n; i++) if (head[i] == c) at = i; next }
{ cells($0, row) }'
# One of the values that a column of a table has.
some_value() { # some_value FILE COLUMN
  local values
  mapfile -t values < <(awk -v c="$2" "$cells"' at && row[at] != "" { print row[at] }' "$sample/$1" | sort -u)
  [ ${#values[@]} -gt 0 ] && printf '%s' "${values[RANDOM % ${#values[@]}]}"
}
# Count and sum of a column of the CSV on standard input.
csv_sum() { awk -v c="$1" "$cells"' { count++; sum += row[at] } END { printf "%d %.2f\n", count, sum }'; }
money() { printf '%.2f' "${1:-0}" 2>/dev/null; }
# The last row of a printed table: count and sum.
table_total() { sed -n 's/^[│┃] *Total  *\([0-9,]*\) .*/&/p' | tr -d ',' | awk '{ for (i = 1; i <= NF; i++) if ($i == "Total") { n = $(i + 1); for (j = i + 2; j <= NF; j++) if ($j ~ /^-?[0-9.]+$/) { printf "%d %.2f\n", n, $j; exit } printf "%d 0.00\n", n } }'; }

p23() {
  local n json args table rows slicer kind value id keys shown settings=0
  RANDOM=23
  for n in 1 2 3 4 5 6 7 8 9 10 11; do
    # One or two slicers of values that the data has; the first setting has none.
    args=()
    for slicer in 1 2; do
      [ $n -eq 1 ] && break
      [ $slicer -eq 2 ] && [ $((n % 2)) -eq 0 ] && break
      case $((RANDOM % 5)) in
      0) kind=--segment value=$(some_value accounts.csv segment) ;;
      1) kind=--owner value=$(some_value deals.csv owner_id) ;;
      2) kind=--type value=$(some_value deals.csv type) ;;
      3) kind=--region value=$(some_value accounts.csv region) ;;
      4) kind=--source value=$(some_value deals.csv source) ;;
      esac
      [ -n "$value" ] && args+=("$kind" "$value")
    done
    settings=$((settings + 1))
    json=$($clean "$bin" kpis "$sample" --json "${args[@]}") || { bad "kpis ${args[*]} fails"; continue; }
    # The table behind the first number of a pane, the number itself, and the sum of its rows.
    while read -r keys id; do
      rows=$($clean "$bin" deals "$sample" --csv --metric "$id" "${args[@]}" | csv_sum amount)
      [ "${rows#* }" = "$(money "$(kpi "$json" "$id")")" ] || bad "$id ${args[*]}: the rows have ${rows#* }, the number is $(kpi "$json" "$id")"
      # shellcheck disable=SC2086
      [ "$keys" = - ] || table=$($clean "$bin" print "$sample" "${args[@]}" --size 120x40 --keys ${keys//+/ })
      [ "$keys" = - ] && continue
      shown=$(printf '%s\n' "$table" | table_total)
      [ "${shown:-0 0.00}" = "$rows" ] || bad "$id ${args[*]}: the table ends in ${shown:-nothing}, the rows in $rows"
    done <<'EOF'
1+Enter pipeline.open
3+Enter bookings.won
- pipeline.past_due
- pipeline.open_all
EOF
    # At risk: the title of the pane, the table behind it, and the list without a screen.
    rows=$($clean "$bin" deals "$sample" --csv --at-risk "${args[@]}" | csv_sum shortfall)
    table=$($clean "$bin" print "$sample" "${args[@]}" --size 120x40 --keys 2 Enter)
    shown=$(printf '%s\n' "$table" | table_total); shown=${shown:-0 0.00}
    # Where no deal is at risk, the first number of the pane is another one.
    printf '%s\n' "$table" | grep -q '━ At risk' || shown="0 0.00"
    [ "$shown" = "$rows" ] || bad "at risk ${args[*]}: the table ends in $shown, the list in $rows"
    shown=$($clean "$bin" print "$sample" "${args[@]}" --size 120x40 | grep -oE '2 At risk  [0-9,]+ deals?' | tr -dc '0-9 ' | awk '{ print $2 }')
    [ "${shown:-0}" = "${rows%% *}" ] || bad "at risk ${args[*]}: the pane counts ${shown:-nothing}, the list ${rows%% *}"
    # Retention: what the rows of the rate carry today is its numerator.
    shown=$($clean "$bin" print "$sample" "${args[@]}" --size 120x40 --keys 4 Enter | table_total)
    value=$(printf '%s\n' "$json" | sed -n 's/^ *"retention\.nrr": .*"numerator": \([0-9.]*\).*/\1/p')
    [ "$(money "${shown#* }")" = "$(money "$value")" ] || bad "retention ${args[*]}: the table ends in ${shown:-nothing}, the numerator is $value"
  done
  # The same in the terminal, for a slicer that is set by hand.
  open 120x40 "$sample"
  keys s Space Enter
  local segment; segment=$(screen | sed -n 2p | grep -oE 'Segment [A-Za-z-]+' | cut -d' ' -f2)
  keys 1 Enter G
  shown=$(screen | table_total)
  rows=$($clean "$bin" deals "$sample" --csv --segment "$segment" | csv_sum amount)
  [ "$shown" = "$rows" ] || bad "in the terminal the table of $segment ends in ${shown:-nothing}, the rows in $rows"
  part "$settings settings of slicers, the rows of each number added up here"
}

p24() {
  open 200x60 "$sample"
  local pane n last row seen all=0
  for pane in 1 2 3 4; do
    keys $pane g; seen=0; last=""
    for n in $(seq 1 60); do
      keys e
      row=$(screen)
      case $row in *Explain*) ;; *) bad "pane $pane, step $n: nothing is explained"; break ;; esac
      # A long box goes on below; its end is looked at as well.
      keys G; row=$row$(screen)
      for word in "What it says" Formula Counted "Left out" Source; do
        case $row in *"$word"*) ;; *) bad "pane $pane, step $n: no $word" ;; esac
      done
      keys Escape
      [ "$row" = "$last" ] && break
      last=$row; seen=$((seen + 1))
      keys j
    done
    [ $seen -gt 3 ] || bad "pane $pane has only $seen numbers"
    all=$((all + seen))
  done
  # What stands behind each number, worked out again with its own printed terms.
  local id json value counted=0
  "$bin" metrics | awk '$1 ~ /^[a-z_]+\.[a-z_0-9]+$/ { print $1 }' > "$work/ids"
  while read -r id; do
    json=$($clean "$bin" explain "$id" "$sample" --json) || { bad "$id: explain fails"; continue; }
    value=$(printf '%s\n' "$json" | sed -n '/"result"/,/}/s/.*"value": *\([^,}]*\).*/\1/p' | head -1)
    row=$(printf '%s\n' "$json" | sed -n 's/^ *"substituted": "\(.*\)",*$/\1/p')
    for word in says formula counted left_out; do
      printf '%s\n' "$json" | grep -q "^ *\"$word\": \"..*\"" || bad "$id has no $word"
    done
    printf '%s\n' "$json" | grep -A1 '"sources"' | grep -q '"[a-z_]*' || bad "$id has no source"
    case $value in null | "") continue ;; true) value=1 ;; false) value=0 ;; esac
    [ -n "$row" ] || continue
    counted=$((counted + 1))
    awk -v value="$value" "
      function min(a, b) { return a < b ? a : b }
      function max(a, b) { return a > b ? a : b }
      BEGIN { made = ($row) + 0; off = made - value; if (off < 0) off = -off
              size = value < 0 ? -value : value
              # Money is rounded to hundredths once, at the end.
              exit !(off <= 1e-9 * max(1, size) || size >= 1 && off <= 0.0051) }" \
      || bad "$id: $row is not $value"
  done < "$work/ids"
  [ $counted -gt 60 ] || bad "only $counted formulas could be worked out"
  part "$all numbers of the dashboard explained, $counted formulas worked out again"
}

p25() {
  open 120x40 "$sample"
  local n nothing='(^|[^a-zA-Z])(NaN|nan|inf|-0)([^a-zA-Z0-9.%]|$)'
  for n in 1 2 3 4 5 6 7 8; do keys ']'; screen | grep -qE "$nothing" && bad "NaN, inf or -0 after $n periods"; done
  has "no open deal closes in"
  has "other period"
  keys s Space Enter
  has "clears"
  for n in 2 3 4; do keys $n Enter; screen | grep -qE "$nothing" && bad "NaN, inf or -0 behind pane $n"; keys Escape; done
  # No deal at all.
  head -1 "$sample/deals.csv" > "$work/empty.csv"; mkdir -p "$work/none"; mv "$work/empty.csv" "$work/none/deals.csv"
  echo 'as_of: 2026-11-16' > "$work/none/revtop.yaml"
  open 120x40 "$work/none"
  has "1 Pipeline health"
  screen | grep -qE "$nothing" && bad "NaN, inf or -0 without deals"
  "$bin" kpis "$work/none" --json | grep -qiE '[: ](nan|inf|-0)[,} ]' && bad "NaN, inf or -0 in the JSON"
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
  undone "an owner" o j Space Enter
  undone "a period" '['
  undone "a week back" '{'
  undone "another view" 6
  keys 1 Enter
  undone filter / a Enter
  undone sort ">"
  undone "the order turned" I
  undone wide w
}
p27() {
  open 120x40 "$sample"
  local said listed; said=$(screen | head -1 | grep -oE '[0-9]+ warnings?' | grep -oE '[0-9]+')
  [ -n "$said" ] || { bad "the title counts no warnings"; return; }
  keys W
  listed=$(rows_said | grep -oE '^[0-9]+')
  [ "$listed" = "$said" ] || bad "the title says $said, the list $(rows_said)"
  # Each names its file and what to do; and there are as many without a screen.
  [ "$(screen | grep -cE '\.csv|revtop\.yaml')" -ge "$said" ] || bad "not every warning names its file"
}
