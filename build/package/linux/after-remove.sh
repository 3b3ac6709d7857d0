#!/bin/sh
# Runs as root after the files are gone.
case "${1:-}" in
  upgrade | 1) exit 0 ;;
esac
if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove 'gatehouse' '/opt/Gatehouse/gatehouse' >/dev/null 2>&1 || true
fi
rm -f '/usr/bin/gatehouse'
if [ -f '/etc/apparmor.d/gatehouse' ]; then
  if command -v apparmor_parser >/dev/null 2>&1; then
    apparmor_parser --remove '/etc/apparmor.d/gatehouse' >/dev/null 2>&1 || true
  fi
  rm -f '/etc/apparmor.d/gatehouse'
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications >/dev/null 2>&1 || true
fi
exit 0
