import type { QuietSource } from '../model/quiet.ts';

/** Names of desktops and programs, which no language translates. */
export const quietSourceNames: Readonly<Record<QuietSource, string>> = {
  gnome: 'GNOME',
  cinnamon: 'Cinnamon',
  kde: 'KDE Plasma',
  xfce: 'Xfce',
  mate: 'MATE',
  dunst: 'dunst',
  mako: 'mako',
  swaync: 'SwayNC',
  macos: 'macOS',
};
