#!/bin/sh
# For tests only: unpacks the archive behind this script and starts what is in it. A release has the AppImage project's own
# runtime here, which mounts the archive instead.
set -eu
APPIMAGE=$(readlink -f "$0")
APPDIR=$(mktemp -d "${TMPDIR:-/tmp}/.mount_XXXXXX")
unsquashfs -quiet -no-progress -force -offset @OFFSET@ -dest "$APPDIR" "$APPIMAGE" >/dev/null
export APPIMAGE APPDIR
if [ "${1:-}" = --appimage-extract ]; then
  mv "$APPDIR" squashfs-root
  exit 0
fi
# This process becomes the program, as with the real runtime; what was unpacked goes when it has ended.
(
  while kill -0 $$ 2>/dev/null; do sleep 0.2; done
  rm -rf "$APPDIR"
) </dev/null >/dev/null 2>&1 &
exec "$APPDIR/AppRun" "$@"
