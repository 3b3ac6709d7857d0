/** Why a notification for an ask is held back. Nothing is lost: tray and window show the ask all the same. */
export type HeldReason =
  | { readonly tag: 'switched-off' }
  | { readonly tag: 'paused'; readonly untilMs: number }
  | { readonly tag: 'quiet-hours'; readonly to: string }
  /** The system's own do-not-disturb. */
  | { readonly tag: 'do-not-disturb'; readonly source: QuietSource }
  /** The session is open in front of the person. */
  | { readonly tag: 'in-front' };

/** Who was asked about do-not-disturb, and answered. */
export type QuietSource = 'gnome' | 'cinnamon' | 'kde' | 'xfce' | 'mate' | 'dunst' | 'mako' | 'swaync' | 'macos';

/** What the system says about silence; null where it says nothing that we can read. */
export interface SystemQuiet {
  readonly source: QuietSource;
  readonly state: 'normal' | 'do-not-disturb';
}
