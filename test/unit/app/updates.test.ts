import { expect, test } from 'vitest';
import { createEngine } from '../../../main/app/engine.ts';
import { createUpdates } from '../../../main/app/updates.ts';
import type { Updater } from '../../../main/ports/updater.ts';
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts';
import type { Release, UpdateState } from '../../../shared/model/update.ts';
import { err } from '../../../shared/result.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/units.ts';
import { aConnection, aRequest, CONNECTION, SESSION } from '../../support/asks.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { liveSession, newState } from '../../support/states.ts';

const of = { connectionId: CONNECTION, sessionId: SESSION };
const RELEASE: Release = { version: '1.1.0', notes: '' };
const READY: UpdateState = { tag: 'ready', release: RELEASE, waitsFor: 'person', asksPassword: false };
const failed = (fault: Extract<UpdateState, { tag: 'failed' }>['fault']): UpdateState => ({
  tag: 'failed',
  fault,
  checkedAtMs: 0,
});

function rig(over: { readonly ownSessions?: number; readonly settings?: Partial<Settings['updates']> } = {}) {
  const clock = createHandClock();
  const engine = createEngine({ clock, initial: newState({ version: '1.0.0' }), run: () => undefined });
  const listeners = new Set<(state: UpdateState) => void>();
  const asked: (string | null)[] = [];
  let hasRestarted = false;
  let installing: Promise<void> = Promise.resolve();
  let state: UpdateState = { tag: 'current', checkedAtMs: null };
  const set = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const updater: Updater = {
    get state() {
      return state;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async check(url) {
      asked.push(url);
    },
    async install(mayRestart) {
      set({ tag: 'installing', release: RELEASE, heldBy: null });
      await installing;
      await mayRestart();
      hasRestarted = true;
      return err('refused');
    },
    forgetNews: () => set({ tag: 'current', checkedAtMs: 0 }),
    stop: () => undefined,
  };
  const updates = createUpdates({
    updater,
    engine,
    clock,
    random: { fraction: () => 0.5, uuid: () => 'id' },
    ownSessions: () => over.ownSessions ?? 0,
    checkAtOnce: false,
  });
  type Event = Parameters<typeof engine.dispatch>[0];
  /** The engine tells what happened at one moment together. */
  const happen = (...events: readonly Event[]) => {
    for (const event of events) engine.dispatch(event);
    clock.advance(0);
  };
  const settle = (change: Partial<Settings['updates']>, managed: readonly 'updates'[] = []) =>
    happen({
      tag: 'settings-changed',
      settings: { ...defaultSettings, updates: { ...defaultSettings.updates, ...change } },
      managed: [...managed],
    });
  const asks = (id: string): Event => ({ tag: 'asked', ...of, request: aRequest({ id }), generation: 1 });
  const withdraws = (id: string): Event => ({ tag: 'ask-cancelled', ...of, requestId: aRequest({ id }).requestId });
  for (const event of liveSession()) engine.dispatch(event);
  settle(over.settings ?? {});
  updates.start();
  return {
    updates,
    engine,
    clock,
    asked,
    set,
    settle,
    hasRestarted: () => hasRestarted,
    beforeRestart: (work: Promise<void>) => void (installing = work),
    happen,
    asks,
    withdraws,
    problems: () => engine.state.problems.map(({ code }) => code),
  };
}

test('what is ready waits for the person, and while an ask is open for that', async () => {
  const { engine, set, happen, asks, withdraws, updates, hasRestarted } = rig();
  set(READY);
  expect(engine.state.update).toEqual(READY);
  happen(asks('a'));
  expect(engine.state.update).toEqual({ ...READY, waitsFor: 'asks' });
  expect(await updates.handlers['update:install'](undefined)).toMatchObject({ ok: false, error: { code: 'asks' } });
  expect(hasRestarted()).toBe(false);
  happen(withdraws('a'));
  expect(engine.state.update).toEqual(READY);
});

test('an ask that comes between the click and the restart holds it, and so does the next one that comes as that ends', async () => {
  const { engine, set, happen, asks, withdraws, updates, beforeRestart, hasRestarted } = rig();
  set(READY);
  // The system's question for a password takes its time: the ask comes before the restart is asked for.
  let mayInstall: () => void = () => undefined;
  beforeRestart(new Promise<void>((resolve) => (mayInstall = resolve)));
  void updates.handlers['update:install'](undefined);
  happen(asks('a'));
  mayInstall();
  await turn();
  expect(engine.state.update).toEqual({ tag: 'installing', release: RELEASE, heldBy: 'asks' });
  happen(withdraws('a'), asks('b'));
  await turn();
  expect(hasRestarted()).toBe(false);
  happen(withdraws('b'));
  await turn();
  expect(hasRestarted()).toBe(true);
});

test('a session that was started here holds an update, because it would end', () => {
  const { engine, set } = rig({ ownSessions: 1 });
  set(READY);
  expect(engine.state.update).toEqual({ ...READY, waitsFor: 'own-sessions' });
});

test('practice asks and those of a connection that is off hold nothing', () => {
  const { engine, set, happen, asks } = rig();
  set(READY);
  happen(asks('a'));
  happen({ tag: 'connections-configured', connections: [aConnection({ practice: true })] });
  expect(engine.state.update).toEqual(READY);
  happen({ tag: 'connections-configured', connections: [aConnection({ state: { tag: 'off' } })] });
  expect(engine.state.update).toEqual(READY);
});

test('it looks a minute after the start, then every six hours, and sooner where nobody answered', async () => {
  const { clock, asked, set } = rig();
  clock.advance(MINUTE_MS - 1);
  expect(asked).toEqual([]);
  clock.advance(1);
  await turn();
  expect(asked).toEqual([null]);
  set(failed('unreachable'));
  clock.advance(6 * HOUR_MS - 1);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  await turn();
  expect(asked).toHaveLength(2);
  clock.advance(30 * MINUTE_MS);
  await turn();
  expect(asked).toHaveLength(3);
});

test('switched off it looks only when it is told to, and switched on again a minute later', async () => {
  const { engine, updates, clock, asked, settle } = rig({
    settings: { automatic: false, url: 'https://mirror.example' },
  });
  expect(engine.state.update).toEqual({ tag: 'off', why: 'switched-off' });
  clock.advance(24 * HOUR_MS);
  expect(asked).toEqual([]);
  expect(await updates.handlers['update:check'](undefined)).toEqual({ ok: true, value: null });
  expect(asked).toEqual(['https://mirror.example']);
  settle({ automatic: true });
  clock.advance(MINUTE_MS);
  expect(asked).toEqual(['https://mirror.example', null]);
});

test('where whoever looks after the computer switched it off, nobody looks', async () => {
  const { engine, updates, clock, asked, settle } = rig();
  settle({ automatic: false }, ['updates']);
  expect(engine.state.update).toEqual({ tag: 'off', why: 'managed' });
  expect(await updates.handlers['update:check'](undefined)).toMatchObject({ ok: false, error: { code: 'off' } });
  clock.advance(24 * HOUR_MS);
  expect(asked).toEqual([]);
});

test.each([
  ['wrong-signature', 'update-not-trusted'],
  ['not-signed', 'update-not-trusted'],
  ['tampered', 'update-not-trusted'],
  ['older', 'update-not-trusted'],
  ['expired', 'update-not-trusted'],
  ['disk', 'update-not-installed'],
  ['not-installed', 'update-not-installed'],
] as const)('%s is a problem that is told once, and goes when a good list comes', (fault, code) => {
  const { engine, set, problems } = rig();
  set(failed(fault));
  expect(problems()).toEqual([code]);
  engine.dispatch({ tag: 'problem-gone', id: 'update' });
  set({ tag: 'checking' });
  set({ ...failed(fault), ...{ checkedAtMs: 5 } });
  expect(problems()).toEqual([]);
  set({ tag: 'current', checkedAtMs: 6 });
  set(failed(fault));
  expect(problems()).toEqual([code]);
  set({ tag: 'current', checkedAtMs: 7 });
  expect(problems()).toEqual([]);
});

test.each(['unreachable', 'truncated', 'not-readable', 'other-system', 'refused'] as const)(
  '%s is said in Settings and bothers nobody',
  (fault) => {
    const { engine, set, problems } = rig();
    set(failed(fault));
    expect([problems(), engine.state.update]).toEqual([[], failed(fault)]);
  },
);

test('after the end it neither looks nor listens', () => {
  const { updates, clock, asked, set, engine } = rig();
  updates.stop();
  set(READY);
  clock.advance(24 * HOUR_MS);
  expect([asked, engine.state.update.tag]).toEqual([[], 'current']);
});

/** Everything that only waited for a promise has had its turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
