#!/bin/sh
# For tests only: unpacks the archive behind this script and starts what is in it. A release has the AppImage project's own
# runtime here, which mounts the archive instead.
set -eu
APPIMAGE=$(readlink -f "$0")
APPDIR=$(mktemp -d "${TMPDIR:-/tmp}/.mount_XXXXXX")
trap 'rm -rf "$APPDIR"' EXIT
unsquashfs -quiet -no-progress -force -offset @OFFSET@ -dest "$APPDIR" "$APPIMAGE" >/dev/null
export APPIMAGE APPDIR
if [ "${1:-}" = --appimage-extract ]; then
  cp -a "$APPDIR" squashfs-root
  exit 0
fi
status=0
"$APPDIR/AppRun" "$@" || status=$?
exit $status
