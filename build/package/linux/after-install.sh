#!/bin/sh
# Runs as root after the files are in place, at the first installation and at every upgrade.
set -e
program='/opt/Gatehouse/gatehouse'
sandbox='/opt/Gatehouse/chrome-sandbox'
profile='/opt/Gatehouse/resources/apparmor-profile'

if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --install '/usr/bin/gatehouse' 'gatehouse' "$program" 100 >/dev/null
else
  ln -sf "$program" '/usr/bin/gatehouse'
fi

# Chromium's sandbox uses user namespaces; where ordinary users may not make them, its helper has to be setuid root.
if su -s /bin/sh nobody -c 'unshare --user true' >/dev/null 2>&1; then
  chmod 0755 "$sandbox"
else
  chmod 4755 "$sandbox"
fi

# Where AppArmor guards user namespaces, a profile gives them back to this one program.
if [ -f "$profile" ] && command -v apparmor_parser >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/gatehouse'
  if ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
    apparmor_parser --replace '/etc/apparmor.d/gatehouse' >/dev/null 2>&1 || true
  fi
fi

for tool in 'update-desktop-database /usr/share/applications' 'gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor'; do
  if command -v "${tool%% *}" >/dev/null 2>&1; then $tool >/dev/null 2>&1 || true; fi
done
exit 0
