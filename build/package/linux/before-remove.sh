#!/bin/sh
# Runs as root before the files go. `remove` (deb) and 0 (rpm) mean removal; anything else is an upgrade and keeps all.
case "${1:-}" in
  remove | 0) ;;
  *) exit 0 ;;
esac
program='/opt/Gatehouse/gatehouse'

# For everybody who has a profile here: nothing of ours may stay in the settings of Claude Code or in what starts at login.
# Done as that person, never as root; the profile itself (settings, journal, answers not yet sent) is the person's and stays.
getent passwd | while IFS=: read -r name _ uid _ _ home _; do
  if [ "$uid" -ne 0 ] && [ "$uid" -lt 1000 ]; then continue; fi
  profile="$home/.config/Gatehouse"
  [ -d "$profile" ] || continue
  pkill -TERM -u "$name" -f "^$program" >/dev/null 2>&1 || true
  su -s /bin/sh "$name" -c "timeout 20 '$program' --no-sandbox --disconnect-claude" >/dev/null 2>&1 || true
  su -s /bin/sh "$name" -c 'rm -f "${XDG_CONFIG_HOME:-$HOME/.config}/autostart/gatehouse.desktop"' || true
  echo "Gatehouse: the settings and the journal of $name were left in $profile"
done
exit 0
