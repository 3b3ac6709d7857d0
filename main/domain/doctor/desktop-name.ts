/** Desktops that a person may be told the name of. Any other stays unnamed: a variable can hold anything. */
const DESKTOPS: readonly (readonly [RegExp, string])[] = [
  [/gnome|ubuntu|unity/i, 'GNOME'],
  [/kde|plasma/i, 'KDE'],
  [/xfce/i, 'Xfce'],
  [/mate/i, 'MATE'],
  [/cinnamon/i, 'Cinnamon'],
  [/lxqt/i, 'LXQt'],
  [/lxde/i, 'LXDE'],
  [/budgie/i, 'Budgie'],
  [/pantheon/i, 'Pantheon'],
  [/deepin|dde/i, 'Deepin'],
  [/cosmic/i, 'COSMIC'],
  [/enlightenment/i, 'Enlightenment'],
  [/sway/i, 'sway'],
  [/hyprland/i, 'Hyprland'],
  [/niri/i, 'niri'],
  [/river/i, 'river'],
  [/wayfire/i, 'Wayfire'],
  [/labwc/i, 'labwc'],
  [/wlroots/i, 'wlroots'],
  [/^i3/i, 'i3'],
  [/openbox/i, 'Openbox'],
];

/** @param text  of `XDG_CURRENT_DESKTOP`: names between colons, the particular one before the general one */
export function desktopName(text: string | null): string | null {
  if (text === null) return null;
  const names = text.split(':');
  // A desktop that only builds upon GNOME says so after its own name.
  for (const name of names) {
    const known = DESKTOPS.find(([pattern]) => pattern.test(name));
    if (known !== undefined) return known[1];
  }
  return null;
}

/** Desktops without a panel of their own: whoever uses one chooses a bar. */
export const BAR_DESKTOPS: ReadonlySet<string> = new Set([
  'sway',
  'Hyprland',
  'niri',
  'river',
  'Wayfire',
  'labwc',
  'wlroots',
  'i3',
  'Openbox',
]);
