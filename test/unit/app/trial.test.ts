import { expect, test } from 'vitest';
import { createEngine } from '../../../main/app/engine.ts';
import { createTrial } from '../../../main/app/trial.ts';
import { TRIAL_ID } from '../../../main/domain/trial.ts';
import type { Practice, PracticePlay } from '../../../main/ports/practice.ts';
import { sessionId } from '../../../shared/ids.ts';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import { HOUR_MS } from '../../../shared/units.ts';
import { aConnection, aRequest } from '../../support/asks.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { newState } from '../../support/states.ts';

const of = { connectionId: TRIAL_ID, sessionId: sessionId('session_hello') };
const noTray: DoctorCheck = { id: 'tray', state: 'bad', finding: 'no-host-gnome', facts: {}, fix: 'tray-extension' };

function rig(startPractice?: () => Promise<Practice>, onRun: () => void = () => undefined) {
  const clock = createHandClock();
  const engine = createEngine({ clock, initial: newState(), run: () => undefined });
  const idleTimers = clock.pending();
  const services: (Practice | null)[] = [];
  const plays: PracticePlay[] = [];
  let stopped = 0;
  let isOpen = true;
  let causes: readonly DoctorCheck[] = [];
  const trial = createTrial({
    engine,
    settings: {
      async runTrial(service) {
        services.push(service);
        onRun();
        engine.dispatch({
          tag: 'connections-configured',
          connections: service === null ? [] : [aConnection({ connectionId: TRIAL_ID, practice: true })],
        });
      },
    },
    publisher: { view: { inbox: [] } as never, noticeOf: () => ({}) as never },
    windows: {
      get isOpen() {
        return isOpen;
      },
    },
    startPractice:
      startPractice ??
      (async (play: PracticePlay) => {
        plays.push(play);
        return { baseUrl: '', accessToken: '', stop: async () => void stopped++ };
      }),
    findCauses: async () => causes,
    language: () => 'de',
    clock,
    log: recordingLog(),
  });
  const asks = (id: string) => {
    engine.dispatch({ tag: 'session-link', ...of, link: { tag: 'live', generation: 1 } });
    engine.dispatch({ tag: 'asked', ...of, request: aRequest({ id }), generation: 1 });
    clock.advance(0);
  };
  return {
    clock,
    engine,
    trial,
    services,
    plays,
    asks,
    idleTimers,
    start: () => trial.handlers['trial:start'](undefined),
    end: () => trial.handlers['trial:end'](undefined),
    close: () => (isOpen = false),
    finds: (found: readonly DoctorCheck[]) => (causes = found),
    stops: () => stopped,
    view: () => engine.state.trial,
  };
}

/** Lets what was promised become true. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('starts a service with one ask in the language that is spoken, and tells where the ask stands', async () => {
  const { start, asks, view, plays } = rig();
  expect(await start()).toEqual({ ok: true, value: null });
  expect([view(), plays]).toEqual([{ tag: 'starting' }, [{ tag: 'trial', language: 'de' }]]);
  asks('one');
  expect(view()).toMatchObject({ tag: 'waiting', shownIn: ['notification', 'tray'], held: null, isLate: false });
});

test('says what is in the way as soon as it was found, and looks again when the desktop changes', async () => {
  const { start, asks, view, finds, engine, clock } = rig();
  finds([noTray]);
  await start();
  asks('one');
  await settle();
  expect(view()).toMatchObject({ tag: 'waiting', causes: [noTray] });
  finds([]);
  engine.dispatch({ tag: 'surfaces-changed', surfaces: { tray: false, notifications: 'none' } });
  clock.advance(0);
  await settle();
  expect(view()).toMatchObject({ tag: 'waiting', causes: [], shownIn: [] });
});

test('is late after 15 seconds without an answer', async () => {
  const { start, asks, view, clock } = rig();
  await start();
  asks('one');
  clock.advance(14_999);
  expect(view()).toMatchObject({ isLate: false });
  clock.advance(1);
  expect(view()).toMatchObject({ tag: 'waiting', isLate: true });
});

test('says so when no ask comes at all', async () => {
  const { start, view, clock } = rig();
  await start();
  clock.advance(15_000);
  expect(view()).toEqual({ tag: 'failed', why: 'practice-not-started' });
});

test('says so when the service does not start', async () => {
  const { start, view, services } = rig(() => Promise.reject(new Error('no port')));
  expect(await start()).toMatchObject({ ok: false, error: { code: 'not-started' } });
  expect([view(), services]).toEqual([{ tag: 'failed', why: 'practice-not-started' }, []]);
});

test('tells the decision, where it was made, how fast, and its receipt', async () => {
  const { start, asks, view, engine, clock } = rig();
  await start();
  asks('one');
  clock.advance(3_000);
  const key = [...engine.state.inbox.asks.keys()][0];
  if (key === undefined) throw new Error('no ask');
  const decision = { tag: 'deny', stop: false } as const;
  engine.dispatch({ tag: 'decide', key, decision, surface: 'tray', wire: '{}', answerId: 'a' });
  engine.dispatch({ tag: 'decision-saved', key });
  clock.advance(0);
  const answered = { tag: 'answered', surface: 'tray', allowed: false, tookMs: 3_000 };
  expect(view()).toEqual({ ...answered, confirmed: false });
  engine.dispatch({ tag: 'ask-cancelled', ...of, requestId: aRequest({ id: 'one' }).requestId });
  clock.advance(0);
  expect(view()).toEqual({ ...answered, confirmed: true });
});

test('an answered ask stays answered, however long the guide stands open', async () => {
  const { start, asks, view, engine, clock } = rig();
  await start();
  asks('one');
  const [key] = engine.state.inbox.asks.keys();
  if (key === undefined) throw new Error('no ask');
  engine.dispatch({ tag: 'decide', key, decision: { tag: 'allow' }, surface: 'tray', wire: '{}', answerId: 'a' });
  engine.dispatch({ tag: 'decision-saved', key });
  engine.dispatch({ tag: 'ask-cancelled', ...of, requestId: aRequest({ id: 'one' }).requestId });
  clock.advance(HOUR_MS);
  expect(engine.state.inbox.asks.size).toBe(0);
  expect(view()).toMatchObject({ tag: 'answered', allowed: true, confirmed: true });
});

test('an ask that ends without an answer is said', async () => {
  const { start, asks, view, engine, clock } = rig();
  await start();
  asks('one');
  engine.dispatch({ tag: 'ask-cancelled', ...of, requestId: aRequest({ id: 'one' }).requestId });
  clock.advance(0);
  expect(view()).toEqual({ tag: 'failed', why: 'ask-ended' });
});

test('a second start replaces the first, whose ask does not count any more', async () => {
  const { start, asks, view, services, stops } = rig();
  await start();
  asks('one');
  await start();
  expect([view(), stops(), services.map((service) => service !== null)]).toEqual([
    { tag: 'starting' },
    1,
    [true, false, true],
  ]);
  asks('two');
  expect(view()).toMatchObject({ tag: 'waiting' });
});

test('a connection that cannot be made or taken away leaves no service behind', async () => {
  let isBroken = true;
  const { start, end, view, stops, asks } = rig(undefined, () => {
    if (isBroken) throw new Error('a backend that does not stop');
  });
  expect(await start()).toMatchObject({ ok: false, error: { code: 'not-started' } });
  expect([view(), stops()]).toEqual([{ tag: 'failed', why: 'practice-not-started' }, 1]);
  isBroken = false;
  await start();
  asks('one');
  isBroken = true;
  expect(await end()).toEqual({ ok: true, value: null });
  expect([view(), stops()]).toEqual([null, 2]);
});

test('leaves nothing behind: no service, no connection, no timer', async () => {
  const { start, asks, end, view, services, stops, engine, clock, idleTimers } = rig();
  await start();
  asks('one');
  await end();
  await end();
  clock.advance(0);
  expect([view(), services.at(-1), stops(), engine.state.registry.connections.size]).toEqual([null, null, 1, 0]);
  engine.stop();
  expect(clock.pending()).toBe(idleTimers);
});

test('ends with the window', async () => {
  const { start, asks, close, view, engine, clock, stops } = rig();
  await start();
  asks('one');
  close();
  engine.dispatch({ tag: 'attention-changed', attention: { session: null } });
  clock.advance(0);
  await settle();
  expect([view(), stops()]).toEqual([null, 1]);
});
