import type { AppView } from '../../shared/model/app-view.ts';
import { HOUR_MS } from '../../shared/units.ts';
import { keys } from './sample-sessions.ts';
import { fullView } from './samples.ts';

/** Much that can go wrong at once: problems, overflow, an expired decision, drafts. */
export function troubledView(nowMs: number): AppView {
  const full = fullView(nowMs);
  const [first, second] = full.inbox;
  if (!first || !second) throw new Error('sample asks are missing');
  return {
    ...full,
    inbox: [
      { ...first, expiredDecision: { decision: { tag: 'allow' }, why: 'too-old' } },
      { ...second, notSaved: true, held: { tag: 'do-not-disturb', source: 'gnome' } },
    ],
    overflow: [{ sessionKey: keys.docs, count: 12 }],
    drafts: [
      { draftId: 'd1', sessionKey: keys.schema, text: 'Please also cover the leap day.', state: 'not-accepted' },
      { draftId: 'd2', sessionKey: keys.schema, text: 'And the time zone.', state: 'sending' },
    ],
    settings: {
      ...full.settings,
      shortcut: 'Ctrl+Alt+G',
      notifications: {
        ...full.settings.notifications,
        sound: true,
        quietHours: { enabled: true, from: '22:00', to: '07:00' },
      },
    },
    systemQuiet: { source: 'gnome', state: 'do-not-disturb' },
    shortcut: 'taken',
    notificationsPausedUntilMs: nowMs + HOUR_MS,
    problems: [
      {
        id: 'p1',
        code: 'config-invalid',
        detail: '/etc/gatehouse/config.json: connections[0].baseUrl: expected an https URL',
      },
      { id: 'p2', code: 'no-keychain', detail: '' },
    ],
    surfaces: { ...full.surfaces, keychain: false, notifications: 'plain', tray: false },
  };
}
