import type { NotificationContext } from '../../main/domain/notification-policy.ts';
import { defaultSettings } from '../../shared/model/settings.ts';

/** Noon, nobody at the window, nothing that keeps notices back, and none shown before. */
export const noticeContext: NotificationContext = {
  language: 'en',
  settings: defaultSettings.notifications,
  pausedUntilMs: null,
  systemQuiet: null,
  localMinute: 12 * 60,
  attention: { windowFocused: false, session: null, isLocked: false },
  standing: new Map(),
  announced: new Set(),
  rung: new Set(),
  overflowCount: 0,
};
