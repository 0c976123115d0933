#!/bin/sh
# Installs what the system lacks to build and test revtop, and only that. With --check it only says.
#
# Needed to build: a C compiler that Swift brings along, ncurses and SQLite headers.
# Needed to test as well: tmux, in which the end-to-end tests run the real program.
set -eu

missing=""
lacks_header() { [ ! -e "/usr/include/$1" ] && [ ! -e "/usr/local/include/$1" ]; }

if ! command -v swift >/dev/null 2>&1; then
  echo "revtop: Swift 6.3 or later is needed and 'swift' is not on the PATH; see https://www.swift.org/install" >&2
  exit 1
fi
case "$(uname -s)" in
  Linux) ;;
  *)
    echo "revtop: this script installs packages on Debian and its relatives; elsewhere install ncurses (wide) and SQLite yourself" >&2
    exit 0 ;;
esac
lacks_header ncurses.h && missing="$missing libncurses-dev"
lacks_header sqlite3.h && missing="$missing libsqlite3-dev"
if [ "${1:-}" = "--with-tests" ] || [ "${2:-}" = "--with-tests" ]; then
  command -v tmux >/dev/null 2>&1 || missing="$missing tmux"
fi
[ -z "$missing" ] && exit 0

if [ "${1:-}" = "--check" ]; then
  echo "revtop: missing packages:$missing" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "revtop: missing packages:$missing; this system has no apt-get, so install their counterparts by hand" >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  run=""
elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
  run="sudo"
else
  echo "revtop: missing packages, and no right to install them. Run as root:" >&2
  echo "  apt-get install -y$missing" >&2
  exit 1
fi
echo "revtop: installing$missing" >&2
# shellcheck disable=SC2086
$run env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
# shellcheck disable=SC2086
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >&2
