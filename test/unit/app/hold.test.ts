import { afterEach, expect, test, vi } from 'vitest';
import type { NotificationSettings } from '../../../shared/model/settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/units.ts';
import { aRequest, CONNECTION, SESSION } from '../../support/asks.ts';
import { publishedEngine } from '../../support/published-engine.ts';
import { asked } from '../../support/states.ts';

afterEach(() => void vi.unstubAllEnvs());

function rig(notifications: Partial<NotificationSettings> = {}, startMs?: number) {
  const published = publishedEngine(notifications, startMs);
  const { engine, clock } = published;
  return {
    ...published,
    ask(id: string) {
      engine.dispatch(asked(aRequest({ id })));
      clock.advance(0);
    },
    quiet(isQuiet: boolean) {
      const state = isQuiet ? 'do-not-disturb' : 'normal';
      engine.dispatch({ tag: 'system-quiet-changed', systemQuiet: { source: 'gnome', state } });
      clock.advance(0);
    },
  };
}

test('what came during do-not-disturb is announced once when it ends, as a group, and never twice', () => {
  const { ask, quiet, shown, closed, views } = rig();
  ask('before');
  expect(shown).toHaveLength(1);
  quiet(true);
  for (const id of ['a', 'b', 'c']) ask(id);
  expect(shown).toHaveLength(1);
  expect(closed).toEqual([]);
  expect(views.at(-1)?.inbox.map(({ held }) => held?.tag)).toEqual([
    undefined,
    'do-not-disturb',
    'do-not-disturb',
    'do-not-disturb',
  ]);
  quiet(false);
  expect(shown.slice(1).map(({ title }) => title)).toEqual(['4 waiting in 1 session']);
  expect(views.at(-1)?.inbox.some(({ held }) => held !== undefined)).toBe(false);
  quiet(true);
  quiet(false);
  expect(shown).toHaveLength(2);
});

test('what was answered or withdrawn during do-not-disturb is never shown', () => {
  const { ask, quiet, engine, clock, shown, sounds } = rig({ sound: true });
  quiet(true);
  for (const id of ['answered', 'withdrawn']) ask(id);
  const [answered] = engine.state.inbox.asks.keys();
  if (answered === undefined) throw new Error('no ask');
  const decision = { tag: 'deny', stop: false } as const;
  engine.dispatch({ tag: 'decide', key: answered, decision, surface: 'tray', wire: '{}', answerId: 'a' });
  const { requestId } = aRequest({ id: 'withdrawn' });
  engine.dispatch({ tag: 'ask-cancelled', connectionId: CONNECTION, sessionId: SESSION, requestId });
  clock.advance(0);
  quiet(false);
  expect([shown, sounds()]).toEqual([[], 0]);
});

test('a reason is written to the log once for each ask, and the view changes only with it', () => {
  const { ask, quiet, clock, log, views, publisher } = rig();
  quiet(true);
  ask('a');
  const before = views.length;
  for (let n = 0; n < 5; n++) publisher.look();
  clock.advance(HOUR_MS);
  expect(views.length).toBe(before);
  const lines = log.lines.filter((line) => line.includes('notice-held'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"state":"do-not-disturb"');
});

test('quiet hours end by the clock while an ask waits, and until then the publisher sleeps', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  const quietHours = { enabled: true, from: '22:00', to: '07:00' };
  const { ask, clock, shown } = rig({ quietHours }, Date.parse('2026-06-15T20:30:00Z'));
  expect(clock.pending()).toBe(0);
  ask('a');
  expect(shown).toEqual([]);
  clock.advance(8 * HOUR_MS + 29 * MINUTE_MS);
  expect(shown).toEqual([]);
  clock.advance(MINUTE_MS);
  expect(shown).toHaveLength(1);
});

test('after a sleep through the end of quiet hours what waits is announced as soon as the clock is looked at', () => {
  vi.stubEnv('TZ', 'Asia/Kathmandu');
  const quietHours = { enabled: true, from: '22:00', to: '07:00' };
  const asleep = rig({ quietHours }, Date.parse('2026-06-15T20:00:00Z'));
  asleep.ask('a');
  expect(asleep.shown).toEqual([]);
  vi.stubEnv('TZ', 'America/New_York'); // it woke on another continent, where it is afternoon
  asleep.publisher.look();
  expect(asleep.shown).toHaveLength(1);
});

test('two asks within two seconds make one sound, and one that rang in quiet hours rings no more', () => {
  vi.stubEnv('TZ', 'UTC');
  const quietHours = { enabled: true, from: '00:00', to: '05:00' };
  const loud = { sound: true, soundInQuietHours: true, quietHours };
  const night = rig(loud, Date.parse('2026-06-15T04:59:00Z'));
  night.ask('a');
  night.ask('b');
  expect(night.sounds()).toBe(1);
  night.clock.advance(2 * MINUTE_MS);
  expect(night.shown.map(({ silent }) => silent)).toEqual([true, true]);

  const day = rig(loud, Date.parse('2026-06-15T12:00:00Z'));
  day.ask('a');
  day.ask('b');
  expect(day.shown.map(({ silent }) => silent)).toEqual([false, true]);
  expect(day.sounds()).toBe(0);
});
