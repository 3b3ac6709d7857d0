#!/bin/sh
# Runs as root before the files go. `remove` (deb) and 0 (rpm) mean removal; anything else is an upgrade and keeps all.
case "${1:-}" in
  remove | 0) ;;
  *) exit 0 ;;
esac
program='/opt/Gatehouse/gatehouse'

# What a person does here is done as that person, never as root, and with nothing of root's environment.
as_person() {
  env -i PATH=/usr/local/bin:/usr/bin:/bin timeout 30 su -s /bin/sh "$1" -c "$2"
}

# Whether that user (a number) runs the program, under whatever name it was called: prints its processes without their
# children, which end with them.
running() {
  for process in /proc/[0-9]*; do
    case "$(readlink "$process/exe" 2>/dev/null)" in
      "$program" | "$program (deleted)") ;;
      *) continue ;;
    esac
    grep -q "^Uid:[[:space:]]$1[[:space:]]" "$process/status" 2>/dev/null || continue
    if ! grep -q -a -e '--type=' "$process/cmdline" 2>/dev/null; then echo "${process#/proc/}"; fi
  done
}

# For everybody who has a profile here: nothing of ours may stay in the settings of Claude Code or in what starts at login.
# The profile itself (settings, journal, answers not yet sent) is the person's and stays: dpkg and rpm ask no questions.
getent passwd | while IFS=: read -r name _ uid _ _ home _; do
  if [ "$uid" -ne 0 ] && [ "$uid" -lt 1000 ]; then continue; fi
  profile="$home/.config/Gatehouse"
  [ -d "$profile" ] || continue
  # It ends as at a logout: answers on their way go out, its hooks go.
  for pid in $(running "$uid"); do kill -TERM "$pid" 2>/dev/null || true; done
  waited=0
  while [ -n "$(running "$uid")" ] && [ "$waited" -lt 50 ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
  for pid in $(running "$uid"); do kill -KILL "$pid" 2>/dev/null || true; done
  # No page is drawn for this, so nothing is there that a sandbox could hold.
  as_person "$name" "'$program' --no-sandbox --disconnect-claude" >/dev/null 2>&1 || true
  as_person "$name" 'rm -f "$HOME/.config/autostart/gatehouse.desktop"' >/dev/null 2>&1 || true
  echo "Gatehouse: settings and journal of $name stay in $profile"
done
exit 0
