#!/bin/sh
# Runs as root after the files are in place, at the first installation and at every upgrade. rpm reads percent signs as its
# own, so there are none in these scripts.
set -e
program='/opt/Gatehouse/gatehouse'
sandbox='/opt/Gatehouse/chrome-sandbox'
profile='/opt/Gatehouse/resources/apparmor-profile'

ln -sfn "$program" '/usr/bin/gatehouse'

# Where AppArmor guards user namespaces (Ubuntu 24.04), a profile gives them back to this one program. A parser that does not
# know such profiles belongs to a system that has no need of one.
if [ -f "$profile" ] && [ -d /etc/apparmor.d ] && command -v apparmor_parser >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --skip-cache "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/gatehouse'
  chmod 0644 '/etc/apparmor.d/gatehouse'
  # In a chroot the kernel is somebody else's.
  if ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
    apparmor_parser --replace --skip-cache '/etc/apparmor.d/gatehouse' >/dev/null 2>&1 || true
  fi
fi

# Chromium's sandbox uses user namespaces, and writes its own map of users in them, which some systems forbid although they
# allow the namespace. There its helper has to be setuid root.
if runuser -u nobody -- unshare --user --map-root-user true >/dev/null 2>&1; then
  chmod 0755 "$sandbox"
else
  chmod 4755 "$sandbox"
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0
