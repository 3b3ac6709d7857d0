#!/bin/sh
# install-update PACKAGE SHA512: puts a newer version of Gatehouse on this system. Gatehouse has the system run this as root
# when the person gave the password. Nothing of the person's environment counts here, and what is installed is a copy that
# only root can touch, compared once more with the hash of the signed list: whoever may write to the person's files could
# have changed the package since. Ends with 3 where it is not that package, with 1 where it could not be installed.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
DEBIAN_FRONTEND=noninteractive
export PATH LC_ALL DEBIAN_FRONTEND
umask 022
if [ "$#" -ne 2 ]; then exit 1; fi

# Only root may enter it.
dir=$(mktemp -d /var/tmp/gatehouse-update.XXXXXXXX) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
case "$1" in
  *.deb) copy="$dir/gatehouse.deb" ;;
  *.rpm) copy="$dir/gatehouse.rpm" ;;
  *) exit 1 ;;
esac
# No more than a package can have, and no waiting for something that is no file.
timeout 120 head -c 1073741824 -- "$1" >"$copy" || exit 1
printf '%s  %s\n' "$2" "$copy" | sha512sum --check --status --strict || exit 3

# The system's own tools look at dependencies first, and take no older version and nobody else's removal.
has() { command -v "$1" >/dev/null 2>&1; }
case "$copy" in
  *.deb)
    if has apt-get; then
      apt-get install --yes --quiet --no-remove --option DPkg::Lock::Timeout=60 "$copy" || exit 1
    else
      dpkg --refuse-downgrade --install "$copy" || exit 1
    fi
    ;;
  *.rpm)
    if has dnf; then
      dnf install --assumeyes --quiet "$copy" || exit 1
    elif has zypper; then
      zypper --non-interactive --no-refresh install --allow-unsigned-rpm "$copy" || exit 1
    elif has yum; then
      yum install --assumeyes --quiet "$copy" || exit 1
    else
      rpm --upgrade "$copy" || exit 1
    fi
    ;;
esac
exit 0
