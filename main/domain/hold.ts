import type { AskView } from '../../shared/model/app-view.ts';
import type { HeldReason, SystemQuiet } from '../../shared/model/quiet.ts';
import type { NotificationSettings } from '../../shared/model/settings.ts';
import { inQuietHours } from './quiet-hours.ts';
import type { Attention } from './state.ts';

/** What decides whether anything may be announced now. */
export interface HoldContext {
  readonly settings: NotificationSettings;
  readonly pausedUntilMs: number | null;
  readonly systemQuiet: SystemQuiet | null;
  /** Minutes since local midnight: quiet hours follow the clock on the wall. */
  readonly localMinute: number;
}

/** What keeps every notification back. */
export type Hold = Exclude<HeldReason, { tag: 'in-front' }>;

/** The strongest reason first: what the person did here, what the system says, what the clock says. */
export function holdOf({ settings, pausedUntilMs, systemQuiet, localMinute }: HoldContext): Hold | null {
  if (!settings.enabled) return { tag: 'switched-off' };
  if (pausedUntilMs !== null) return { tag: 'paused', untilMs: pausedUntilMs };
  if (settings.followSystemQuiet && systemQuiet !== null && systemQuiet.state !== 'normal')
    return { tag: systemQuiet.state, source: systemQuiet.source };
  if (inQuietHours(settings.quietHours, localMinute)) return { tag: 'quiet-hours', to: settings.quietHours.to };
  return null;
}

/** Behind a lock screen nothing is in front of anybody. */
export function isInFront({ sessionKey }: AskView, { windowFocused, session, isLocked }: Attention): boolean {
  return windowFocused && !isLocked && session === sessionKey;
}
