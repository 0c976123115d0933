#!/usr/bin/env bash
# Installs a package on a clean Debian 12, uses it, removes it, and looks for traces.
#
#   Scripts/try-deb.sh PACKAGE
#
# As root; needs mmdebstrap and a mirror of Debian. Ends with status 1 and the reason when the package
# wants more than its declared dependencies, does not run, or leaves something behind.
set -eu
package=$1
command -v mmdebstrap >/dev/null || { echo "revtop: needs the package mmdebstrap" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || { echo "revtop: a Debian in a folder can only be made by root" >&2; exit 1; }
work=$(mktemp -d "${TMPDIR:-/tmp}/revtop-deb.XXXXXX")
tree=$work/debian
cleanup() { umount "$tree/proc" "$tree/dev/pts" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
fail() { echo "FAIL  $*"; exit 1; }

# The least that Debian is, what the package says that it needs, and the terminal in which the
# cockpit is looked at. All of it comes first, so that only the package's own files are told apart.
needs=$(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/ //g')
mmdebstrap --quiet --variant=minbase --include="tmux,procps,$needs" bookworm "$tree"
mount -t proc proc "$tree/proc"
mkdir -p "$tree/dev/pts"; mount -t devpts devpts "$tree/dev/pts"
in_tree() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=xterm-256color DEBIAN_FRONTEND=noninteractive "$@"; }
# Where the package and the terminal's socket lie inside of that Debian.
scratch=/mnt/package
# Everything but what belongs to packages' own bookkeeping.
listing() { (cd "$tree" && find . -xdev \( -path ./proc -o -path ".$scratch" -o -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache -o -path ./var/lib/apt -o -path ./dev \) -prune -o -print | sort); }

mkdir -p "$tree/$scratch"; cp "$package" "$tree/$scratch/revtop.deb"
listing > "$work/before"
in_tree dpkg -i "$scratch/revtop.deb" >"$work/log" 2>&1 || { tail -5 "$work/log"; fail "it does not install with its declared dependencies"; }
echo "ok    installs with its declared dependencies: $needs"

sample=/usr/share/revtop/sample-data
version=$(in_tree revtop --version); echo "ok    revtop --version: $version"
in_tree revtop kpis "$sample" --json | grep -q '"pipeline.open"' || fail "kpis prints no numbers"
echo "ok    revtop kpis"
in_tree revtop print "$sample" --size 80x24 > "$work/printed"
[ "$(wc -l < "$work/printed")" -eq 24 ] || fail "print has $(wc -l < "$work/printed") lines"
grep -q "4 Retention" "$work/printed" || fail "print shows no dashboard"
echo "ok    revtop print"
in_tree revtop theme list | grep -q '^colour-blind' || fail "the themes are not found"
echo "ok    themes are found"

# The cockpit without a folder: the sample data that came along.
tm() { in_tree tmux -S "$scratch/socket" -f /dev/null "$@"; }
tm new-session -d -x 80 -y 24 "cd $scratch; revtop; echo status=\$?; sleep 60"
shows() { for _ in $(seq 1 200); do tm capture-pane -p 2>/dev/null | grep -qF -- "$1" && return; sleep 0.1; done; tm capture-pane -p || true; return 1; }
shows "4 Retention" || fail "the cockpit does not open"
tm send-keys 2 Enter; shows "dashboard > At risk" || fail "the cockpit does not drill in"
tm send-keys Q; shows "status=0" || fail "the cockpit does not end with status 0"
tm kill-server
echo "ok    the cockpit opens, drills in, and ends"
[ -s "$tree/usr/share/man/man1/revtop.1.gz" ] || grep -q 'path-exclude.*man' "$tree"/etc/dpkg/dpkg.cfg.d/* 2>/dev/null || fail "there is no manual page"

in_tree dpkg -P revtop >"$work/log" 2>&1 || { cat "$work/log"; fail "it cannot be removed"; }
listing > "$work/after"
diff "$work/before" "$work/after" > "$work/traces" || { cat "$work/traces"; fail "traces are left"; }
echo "ok    removed without a trace"
