#!/bin/sh
# Runs as root after the files are gone. Only a removal takes the rest away: at an upgrade rpm runs the old version's script
# after the new one's, and dpkg runs it for a failed or aborted one, too.
case "${1:-}" in
  remove | purge | disappear | 0) ;;
  *) exit 0 ;;
esac
if [ "$(readlink /usr/bin/gatehouse 2>/dev/null)" = '/opt/Gatehouse/gatehouse' ]; then
  rm -f '/usr/bin/gatehouse'
fi
if [ -f '/etc/apparmor.d/gatehouse' ]; then
  if command -v apparmor_parser >/dev/null 2>&1; then
    apparmor_parser --remove '/etc/apparmor.d/gatehouse' >/dev/null 2>&1 || true
  fi
  rm -f '/etc/apparmor.d/gatehouse'
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1 && [ -d /usr/share/icons/hicolor ]; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0
