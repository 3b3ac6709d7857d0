import { expect, test } from 'vitest';
import { LaterTries } from '../../../../../main/backends/happy/publish/later-tries.ts';
import { HOUR_MS } from '../../../../../shared/units.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

const random = { fraction: () => 0.5, uuid: () => 'u' };

function rig() {
  const clock = createHandClock();
  const tries = new LaterTries(clock, random);
  const tried: number[] = [];
  const begin = clock.nowMs();
  const again = () => tries.again(() => void tried.push(clock.nowMs() - begin));
  return { clock, tries, tried, again };
}

test('each failure in a row waits longer, until one goes well', () => {
  const { clock, tries, tried, again } = rig();
  const waits = [1, 2, 3].map(() => {
    const before = clock.nowMs();
    const { length } = tried;
    again();
    while (tried.length === length) clock.advance(1);
    return clock.nowMs() - before;
  });
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(3);
  tries.reset();
  again();
  clock.advance(waits[0] ?? 0);
  expect(tried).toHaveLength(4);
});

test('two failures at once are one try', () => {
  const { clock, tried, again } = rig();
  again();
  again();
  clock.advance(HOUR_MS);
  expect(tried).toHaveLength(1);
});

test('what waits can be hurried, once', () => {
  const { clock, tries, tried, again } = rig();
  again();
  tries.hurry();
  tries.hurry();
  clock.advance(HOUR_MS);
  expect(tried).toEqual([0]);
});

test('never comes before the far side wants it, and says when it comes', () => {
  const { clock, tries, tried } = rig();
  const atMs = tries.again(() => void tried.push(clock.nowMs()), 20_000);
  clock.advance(20_000);
  expect(tried).toEqual([]);
  clock.advance(HOUR_MS);
  expect([tried.length, atMs >= 20_000]).toEqual([1, true]);
});

test('after its end nothing is tried, nor for a failure that is told late', () => {
  const { clock, tries, tried, again } = rig();
  again();
  tries.stop();
  again();
  clock.advance(HOUR_MS);
  expect(tried).toEqual([]);
});
