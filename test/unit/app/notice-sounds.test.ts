import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNotices } from '../../../main/app/notices.ts';
import { appView } from '../../../main/domain/app-view.ts';
import { GROUP_ID, type Notice } from '../../../main/domain/notification-policy.ts';
import { reduce, type AppEvent, type AppState } from '../../../main/domain/state.ts';
import { sessionId } from '../../../shared/ids.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { aConnection, aRequest, CONNECTION, SESSION, SESSION_KEY } from '../../support/asks.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { newState } from '../../support/states.ts';

const of = { connectionId: CONNECTION, sessionId: SESSION };
const NIGHT = { enabled: true, from: '22:00', to: '07:00' };
const SOUND_GAP_MS = 2_000;
const LONG_MS = 60_000;

/** Notices that make sounds, also in quiet hours, over a state that the test changes. */
function rig() {
  const clock = createHandClock();
  const shown: Notice[] = [];
  let ownSounds = 0;
  let hour = 12;
  const notices = createNotices({
    clock,
    localMinute: () => hour * 60,
    log: recordingLog(),
    notifier: { kind: 'buttons', show: (notice) => void shown.push(notice), close() {}, dispose() {} },
    sounder: { play: () => void ownSounds++ },
  });
  const notifications = {
    ...defaultSettings.notifications,
    sound: true,
    soundInQuietHours: true,
    quietHours: NIGHT,
  };
  let state: AppState = {
    ...newState(),
    settings: { ...defaultSettings, notifications },
  };
  const dispatch = (event: AppEvent): void => void (state = reduce(state, event, clock.nowMs()).state);
  dispatch({ tag: 'connections-configured', connections: [aConnection()] });
  for (const id of [SESSION, OTHER.sessionId])
    dispatch({ tag: 'session-link', ...of, sessionId: id, link: { tag: 'live', generation: 1 } });
  const sounds = () => ownSounds + shown.filter(({ silent }) => !silent).length;

  return {
    clock,
    shown,
    sounds,
    ask: (id: string, where = of) =>
      dispatch({ tag: 'asked', ...where, request: aRequest({ id, inputJson: `{"command":"${id}"}` }), generation: 1 }),
    withdraw: (id: string) => dispatch({ tag: 'ask-cancelled', ...of, requestId: aRequest({ id }).requestId }),
    at: (next: number) => void (hour = next),
    change: (part: Partial<AppState>) => void (state = { ...state, ...part }),
    /** @returns what became of the asks, and how many sounds that made */
    follow() {
      const before = sounds();
      const { inbox } = appView(state);
      const held = notices.follow(inbox, 0, state);
      return { inbox, held, rang: sounds() - before };
    },
  };
}
const OTHER = { connectionId: CONNECTION, sessionId: sessionId('session_b') };

/** Three asks in a group that was heard. */
function heardGroup() {
  const desk = rig();
  for (const id of ['a', 'b', 'c']) {
    desk.ask(id);
    desk.follow();
  }
  desk.clock.advance(LONG_MS);
  expect(desk.shown.at(-1)).toMatchObject({ id: GROUP_ID, title: '3 waiting in 1 session' });
  expect(desk.sounds()).toBe(1);
  return desk;
}

test('a new ask rings also in a group whose other asks were heard', () => {
  const desk = heardGroup();
  desk.ask('d');
  expect(desk.follow().rang).toBe(1);
  expect(desk.shown.at(-1)).toMatchObject({ id: GROUP_ID, title: '4 waiting in 1 session', silent: false });
  desk.clock.advance(LONG_MS);
  expect(desk.follow().rang).toBe(0);
});

test('the ask that makes a group of two notices rings', () => {
  const desk = rig();
  desk.ask('a');
  desk.ask('b');
  desk.follow();
  desk.clock.advance(LONG_MS);
  desk.ask('c');
  expect(desk.follow().rang).toBe(1);
});

test('a group becomes smaller, larger words or single notices without a sound', () => {
  const desk = heardGroup();
  desk.withdraw('a');
  expect(desk.follow().rang).toBe(0);
  expect(desk.shown.slice(-2).map(({ id, silent }) => [id === GROUP_ID, silent])).toEqual([
    [false, true],
    [false, true],
  ]);
});

test('a new ask rings though another one went at the same moment and the group reads as before', () => {
  const desk = heardGroup();
  const before = desk.shown.length;
  desk.withdraw('a');
  desk.ask('d');
  expect(desk.follow().rang).toBe(1);
  expect(desk.shown).toHaveLength(before + 1);
  desk.withdraw('b');
  desk.ask('e');
  expect(desk.follow().rang).toBe(0); // within the gap, and there is nothing new to see
  expect(desk.shown).toHaveLength(before + 1);
});

test('asks of another session that come one after another within two seconds make one sound', () => {
  const desk = heardGroup();
  const rang: number[] = [];
  for (const id of ['d', 'e', 'f']) {
    desk.ask(id, OTHER);
    rang.push(desk.follow().rang);
    desk.clock.advance(500);
  }
  desk.clock.advance(LONG_MS);
  expect([...rang, desk.follow().rang]).toEqual([1, 0, 0, 0]);
});

test('what was in front of the person is not news when it joins a group, and what comes then is', () => {
  const desk = heardGroup();
  const attention = { windowFocused: true, session: SESSION_KEY, isLocked: false };
  desk.change({ attention });
  desk.ask('d');
  expect(desk.follow().rang).toBe(0);
  desk.change({ attention: { ...attention, windowFocused: false } });
  expect(desk.follow().rang).toBe(0);
  desk.ask('e');
  expect(desk.follow().rang).toBe(1);
});

test('what a pause held back rings when it ends, in the group of what was heard before; a pause alone rings nothing', () => {
  const desk = heardGroup();
  desk.change({ pausedUntilMs: 1 });
  expect(desk.follow().rang).toBe(0);
  desk.change({ pausedUntilMs: null });
  expect(desk.follow().rang).toBe(0);
  desk.change({ pausedUntilMs: 1 });
  desk.ask('d');
  expect(desk.follow().rang).toBe(0);
  desk.clock.advance(LONG_MS);
  desk.change({ pausedUntilMs: null });
  expect(desk.follow().rang).toBe(1);
});

test('what rang at night does not ring when its group comes in the morning', () => {
  const desk = heardGroup();
  desk.at(23);
  desk.ask('d');
  expect(desk.follow().rang).toBe(1);
  desk.clock.advance(LONG_MS);
  desk.at(8);
  expect(desk.follow().rang).toBe(0);
  expect(desk.shown.at(-1)).toMatchObject({ id: GROUP_ID, title: '4 waiting in 1 session', silent: true });
});

test('with sounds switched off a group never rings, and what came then does not when they are switched on', () => {
  const desk = heardGroup();
  const { notifications } = defaultSettings;
  desk.change({ settings: { ...defaultSettings, notifications: { ...notifications, sound: false } } });
  desk.ask('d');
  expect(desk.follow().rang).toBe(0);
  desk.clock.advance(LONG_MS);
  desk.change({ settings: { ...defaultSettings, notifications: { ...notifications, sound: true } } });
  expect(desk.follow().rang).toBe(0);
});

type Step =
  | { readonly tag: 'ask'; readonly id: string }
  | { readonly tag: 'withdraw'; readonly id: string }
  | { readonly tag: 'wait'; readonly ms: number }
  | { readonly tag: 'hold'; readonly by: 'nothing' | 'pause' | 'system' | 'night' };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ tag: fc.constant('ask' as const), id: fc.constantFrom(...'abcdefg') }) },
  { weight: 3, arbitrary: fc.record({ tag: fc.constant('withdraw' as const), id: fc.constantFrom(...'abcdefg') }) },
  {
    weight: 3,
    arbitrary: fc.record({ tag: fc.constant('wait' as const), ms: fc.constantFrom(1, 1_999, 2_000, 9_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      tag: fc.constant('hold' as const),
      by: fc.constantFrom('nothing', 'nothing', 'pause', 'system', 'night'),
    }),
  },
);

test('every ask has its sound, or came within two seconds of one, and no sound is made without a new ask', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const desk = rig();
      const heard = new Set<string>();
      let lastRangMs = -Infinity;
      let count = 0;
      for (const step of steps) {
        switch (step.tag) {
          case 'wait':
            desk.clock.advance(step.ms);
            break;
          case 'ask':
            // A withdrawn id does not come back for a while: each ask is another one.
            desk.ask(`${step.id}${count++}`);
            break;
          case 'withdraw':
            for (let n = 0; n < count; n++) desk.withdraw(`${step.id}${n}`);
            break;
          case 'hold':
            desk.at(step.by === 'night' ? 23 : 12);
            desk.change({
              pausedUntilMs: step.by === 'pause' ? 1 : null,
              systemQuiet: step.by === 'system' ? { source: 'gnome', state: 'do-not-disturb' } : null,
            });
        }
        const { inbox, held, rang } = desk.follow();
        const audible = inbox.filter(({ key }) => [undefined, 'quiet-hours'].includes(held.get(key)?.tag));
        const isNews = audible.some(({ key }) => !heard.has(key));
        const mayRing = desk.clock.monotonicMs() - lastRangMs >= SOUND_GAP_MS;
        expect(rang).toBe(isNews && mayRing ? 1 : 0);
        if (rang > 0) lastRangMs = desk.clock.monotonicMs();
        for (const { key } of audible) heard.add(key);
      }
    }),
  );
});
