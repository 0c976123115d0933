#!/bin/sh
# Makes a Debian package of the release build: package-deb.sh BINARY OUTPUT-FOLDER
#
# What it depends on is read off the binary, so that nothing is forgotten and nothing is too much.
set -eu
bin=$1
out=$2
root=$(cd "$(dirname "$0")/.." && pwd)
upstream=$("$bin" --version)
version=$upstream-1
arch=$(dpkg --print-architecture)
stage=$(mktemp -d "${TMPDIR:-/tmp}/revtop-deb.XXXXXX")
trap 'rm -rf "$stage"' EXIT
tree=$stage/revtop

make -C "$root" install-files BIN="$bin" PREFIX=/usr DESTDIR="$tree" >/dev/null
strip --strip-unneeded "$tree/usr/bin/revtop"
doc=$tree/usr/share/doc/revtop
install -d "$doc" "$tree/DEBIAN"
{
  echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
  echo "Upstream-Name: revtop"
  echo
  echo "Files: *"
  echo "Copyright: $(sed -n 's/^Copyright (c) //p' "$root/LICENSE")"
  echo "License: MIT"
  sed '1,/^Copyright/d; s/^$/./; s/^/ /' "$root/LICENSE"
} > "$doc/copyright"
gzip -9n < "$root/CHANGELOG.md" > "$doc/changelog.gz"
{
  printf 'revtop (%s) unstable; urgency=medium\n\n  * Release %s; what changed is in changelog.gz.\n\n' "$version" "$upstream"
  printf ' -- The revtop authors <revtop@localhost>  %s\n' "$(LC_ALL=C date -R -r "$root/CHANGELOG.md")"
} | gzip -9n > "$doc/changelog.Debian.gz"
# A completion is read by the shell, not run.
sed -i '1{/^#!/d}' "$tree/usr/share/bash-completion/completions/revtop"
gzip -9n "$tree/usr/share/man/man1/revtop.1"

# dpkg-shlibdeps wants a source tree; this is the least of one.
install -d "$stage/debian"
printf 'Source: revtop\n\nPackage: revtop\nArchitecture: any\n' > "$stage/debian/control"
depends=$(cd "$stage" && dpkg-shlibdeps -O -e"$tree/usr/bin/revtop" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "revtop: the libraries that the program needs belong to no package" >&2; exit 1; }

size=$(du -sk --exclude=DEBIAN "$tree" | cut -f1)
cat > "$tree/DEBIAN/control" <<EOF
Package: revtop
Version: $version
Architecture: $arch
Maintainer: The revtop authors <revtop@localhost>
Installed-Size: $size
Depends: $depends
Recommends: ncurses-term
Section: utils
Priority: optional
Description: htop for a company's revenue
 A terminal cockpit over a folder of CSV files for the person who owns
 the number: pipeline health, deals at risk, the range of the forecast,
 and retention; every number explains itself and can be asked of any
 slice on any past day. The same numbers come out without a screen.
EOF
find "$tree" -type d -exec chmod 755 {} +
(cd "$tree" && find usr -type f -exec md5sum {} + | sort -k2) > "$tree/DEBIAN/md5sums"
install -d "$out"
package=$out/revtop_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
echo "$package"
