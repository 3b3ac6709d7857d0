import { describe, expect, test } from 'vitest';
import { appView } from '../../../main/domain/app-view.ts';
import {
  planNotices,
  GROUP_ID,
  type Notice,
  type NotificationContext,
} from '../../../main/domain/notification-policy.ts';
import { trayView } from '../../../main/domain/tray-view.ts';
import type { AppView, AskView } from '../../../shared/model/app-view.ts';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import { aRequest, SESSION_KEY } from '../../support/asks.ts';
import { noticeContext as context } from '../../support/notice-context.ts';
import { asked, liveSession, stateAfter } from '../../support/states.ts';

const { settings: notifications } = context;
const QUIET: SystemQuiet = { source: 'gnome', state: 'do-not-disturb' };
const NIGHT = { enabled: true, from: '22:00', to: '07:00' };

function viewWith(count: number): AppView {
  const asks = Array.from({ length: count }, (_, index) => asked(aRequest({ id: `r${index}` })));
  return appView(stateAfter(...liveSession(), ...asks));
}
const asks = (count: number): readonly AskView[] => viewWith(count).inbox;
const standingAs = (notices: readonly Notice[]) => new Map(notices.map((notice) => [notice.id, notice]));

test.each<[string, Partial<NotificationContext>, unknown]>([
  ['notifications are off', { settings: { ...notifications, enabled: false } }, { tag: 'switched-off' }],
  ['they are paused', { pausedUntilMs: 5_000 }, { tag: 'paused', untilMs: 5_000 }],
  ['the system keeps quiet', { systemQuiet: QUIET }, { tag: 'do-not-disturb', source: 'gnome' }],
  [
    'it is night',
    { settings: { ...notifications, quietHours: NIGHT }, localMinute: 60 },
    { tag: 'quiet-hours', to: '07:00' },
  ],
  [
    'its session is in front',
    { attention: { windowFocused: true, session: SESSION_KEY, isLocked: false } },
    { tag: 'in-front' },
  ],
])('every ask is told why no notice came when %s', (_why, change, reason) => {
  const inbox = asks(2);
  const plan = planNotices(inbox, { ...context, ...change });
  expect(plan.notices).toEqual([]);
  expect([...plan.held]).toEqual(inbox.map(({ key }) => [key, reason]));
});

test('each ask has either a notice or a reason, never both and never neither', () => {
  const inbox = asks(4);
  for (const change of [{}, { systemQuiet: QUIET }, { pausedUntilMs: 1 }]) {
    const plan = planNotices(inbox, { ...context, ...change });
    expect(plan.held.size).toBe(plan.notices.length === 0 ? inbox.length : 0);
  }
});

test('the silence of the system counts for nothing when the person does not want it to', () => {
  const settings = { ...notifications, followSystemQuiet: false };
  expect(planNotices(asks(1), { ...context, settings, systemQuiet: QUIET }).notices).toHaveLength(1);
});

test('behind a locked screen nothing is in front of anybody', () => {
  const attention = { windowFocused: true, session: SESSION_KEY, isLocked: true };
  expect(planNotices(asks(1), { ...context, attention }).notices).toHaveLength(1);
});

test('a locked screen hides what is asked, where that is wished for', () => {
  const locked = { ...context.attention, isLocked: true };
  const settings = { ...notifications, hideContentWhenLocked: true };
  const text = (change: Partial<NotificationContext>) =>
    JSON.stringify(planNotices(asks(1), { ...context, ...change }).notices.map(({ title, body }) => [title, body]));
  expect(text({ settings })).toContain('npm test');
  expect(text({ attention: locked })).toContain('npm test');
  expect(text({ settings, attention: locked })).not.toMatch(/npm test|allow/i);
});

describe('a hold', () => {
  test('lets stand what stands, and keeps back only what is new', () => {
    const inbox = asks(2);
    const first = planNotices(inbox.slice(0, 1), context);
    const announced = new Set(inbox.slice(0, 1).map(({ key }) => key));
    const during = planNotices(inbox, {
      ...context,
      systemQuiet: QUIET,
      standing: standingAs(first.notices),
      announced,
    });
    expect(during.notices).toEqual(first.notices);
    expect([...during.held.keys()]).toEqual([inbox[1]?.key]);
  });

  test('keeps a group as it was drawn while any of it waits', () => {
    const inbox = asks(3);
    const first = planNotices(inbox, context);
    const during = { ...context, pausedUntilMs: 1, standing: standingAs(first.notices) };
    const announced = new Set(inbox.map(({ key }) => key));
    expect(planNotices(inbox.slice(1), { ...during, announced }).notices).toEqual(first.notices);
    expect(planNotices([], { ...during, announced }).notices).toEqual([]);
  });

  test('takes everything back when notifications are switched off', () => {
    const inbox = asks(1);
    const { notices } = planNotices(inbox, context);
    const settings = { ...notifications, enabled: false };
    expect(planNotices(inbox, { ...context, settings, standing: standingAs(notices) }).notices).toEqual([]);
  });

  test('that ends brings what waits at once, as one group when it is much', () => {
    const after = planNotices(asks(5), context);
    expect(after.notices.map(({ id }) => id)).toEqual([GROUP_ID]);
  });
});

describe('a sound in quiet hours', () => {
  const settings = { ...notifications, sound: true, soundInQuietHours: true, quietHours: NIGHT };
  const night = { ...context, settings, localMinute: 60 };

  test('is due for a new ask, once, and only where it is wished for', () => {
    const inbox = asks(1);
    const rung = new Set(inbox.map(({ key }) => key));
    expect(planNotices(inbox, night).rings).toBe(true);
    expect(planNotices(inbox, { ...night, rung }).rings).toBe(false);
    expect(planNotices(inbox, { ...night, settings: { ...settings, soundInQuietHours: false } }).rings).toBe(false);
    expect(planNotices(inbox, { ...night, settings: { ...settings, sound: false } }).rings).toBe(false);
  });

  test('is never due while the system keeps quiet or a pause runs', () => {
    expect(planNotices(asks(1), { ...night, systemQuiet: QUIET }).rings).toBe(false);
    expect(planNotices(asks(1), { ...night, pausedUntilMs: 1 }).rings).toBe(false);
  });

  test('is not made again when the notice comes in the morning', () => {
    const inbox = asks(1);
    const rung = new Set(inbox.map(({ key }) => key));
    expect(planNotices(inbox, { ...context, settings, rung }).notices[0]?.silent).toBe(true);
  });
});

test('the tray says first, and in its tooltip, why nothing of what waits was announced', () => {
  const view = viewWith(2);
  const reason = { tag: 'do-not-disturb', source: 'gnome' } as const;
  const quiet = trayView({ ...view, inbox: view.inbox.map((ask) => ({ ...ask, held: reason })) }, () => []);
  expect(quiet.menu[0]).toEqual({ tag: 'heading', label: 'Do not disturb is on in GNOME' });
  expect(quiet.tooltip).toContain('\nDo not disturb is on in GNOME');
  const some = trayView(
    { ...view, inbox: view.inbox.map((ask, n) => (n === 0 ? { ...ask, held: reason } : ask)) },
    () => [],
  );
  expect(JSON.stringify(some)).not.toContain('Do not disturb');
});
