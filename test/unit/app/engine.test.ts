import { expect, test } from 'vitest';
import { createEngine } from '../../../main/app/engine.ts';
import type { AppState } from '../../../main/domain/state.ts';
import { requestId } from '../../../shared/ids.ts';
import { aRequest, CONNECTION, SESSION } from '../../support/asks.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { publishedEngine } from '../../support/published-engine.ts';
import { asked, liveSession, newState } from '../../support/states.ts';

const of = { connectionId: CONNECTION, sessionId: SESSION };

test('a burst of events is told to the surfaces once', () => {
  const { clock, engine, views, shown, trays } = publishedEngine();
  const before = { views: views.length, trays: trays.length };
  for (let n = 0; n < 1_000; n++) engine.dispatch(asked(aRequest({ id: `r${n}` })));
  clock.advance(0);
  expect(views.length - before.views).toBe(1);
  expect(trays.length - before.trays).toBe(1);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.title).toBe('1,000 waiting in 1 session');
});

test('an ask that is over takes its notice, its row and its tray entry with it in the same turn', () => {
  const { clock, engine, shown, closed, views, trays } = publishedEngine();
  engine.dispatch(asked(aRequest()));
  clock.advance(0);
  expect(shown).toHaveLength(1);
  expect(trays.at(-1)?.icon).toBe('needs-you');
  engine.dispatch({ tag: 'ask-cancelled', ...of, requestId: requestId('r1') });
  clock.advance(0);
  expect(closed).toEqual([shown[0]?.id]);
  expect(views.at(-1)?.inbox).toEqual([]);
  expect(trays.at(-1)?.icon).toBe('idle');
});

test('a replay of an ask shows no second notice', () => {
  const { clock, engine, shown } = publishedEngine();
  for (const generation of [1, 2, 3]) {
    engine.dispatch({ tag: 'session-link', ...of, link: { tag: 'live', generation } });
    engine.dispatch(asked(aRequest(), generation));
    clock.advance(500);
  }
  expect(shown).toHaveLength(1);
});

test('what a session merely says redraws nothing that did not change, and at most ten times a second', () => {
  const { clock, engine, views, trays } = publishedEngine();
  const before = { views: views.length, trays: trays.length };
  for (let n = 0; n < 100; n++) {
    engine.dispatch({ tag: 'session-facts', ...of, facts: { lastHeardAtMs: n } });
    clock.advance(10);
  }
  expect(views.length - before.views).toBe(0);
  expect(trays.length).toBe(before.trays);
});

test('every view has a higher revision than the one before', () => {
  const { clock, engine, views } = publishedEngine();
  for (let n = 0; n < 5; n++) {
    engine.dispatch(asked(aRequest({ id: `r${n}` })));
    clock.advance(0);
  }
  const revisions = views.map(({ revision }) => revision);
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
});

test('the engine sleeps while nothing is due', () => {
  const { clock, engine } = publishedEngine();
  engine.dispatch(asked(aRequest()));
  clock.advance(0);
  const timers = clock.pending();
  clock.advance(3_600_000);
  // Only the publisher's minute is left to tick.
  expect(clock.pending()).toBe(timers);
  expect(engine.state.inbox.asks.size).toBe(1);
});

test('a pause ends by itself and brings back what it held', () => {
  const { clock, engine, shown } = publishedEngine();
  engine.dispatch({ tag: 'paused', untilMs: clock.nowMs() + 60_000 });
  engine.dispatch(asked(aRequest()));
  clock.advance(1_000);
  expect(shown).toEqual([]);
  clock.advance(60_000);
  expect(shown).toHaveLength(1);
});

test('events that come from inside an effect wait for their turn', () => {
  const clock = createHandClock();
  const order: string[] = [];
  const engine = createEngine({
    clock,
    initial: newState(),
    run(effect, state: AppState) {
      order.push(`${effect.tag} ${state.inbox.asks.size}`);
      if (effect.tag === 'save-decision') engine.dispatch({ tag: 'decision-saved', key: effect.key });
    },
  });
  for (const event of liveSession()) engine.dispatch(event);
  engine.dispatch(asked(aRequest()));
  const [key] = engine.state.inbox.asks.keys();
  if (key === undefined) throw new Error('not asked');
  engine.dispatch({ tag: 'decide', key, decision: { tag: 'allow' }, surface: 'tray', wire: 'W', answerId: 'A' });
  expect(order).toEqual(['save-decision 1', 'journal 1', 'send-answer 1']);
});
