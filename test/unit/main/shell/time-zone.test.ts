import { afterEach, expect, test, vi } from 'vitest';
import { refreshTimeZone, wallClock } from '../../../../main/shell/app/time-zone.ts';
import { createHandClock } from '../../../support/hand-clock.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  refreshTimeZone();
});

test('the clock on the wall is the one of where the computer is now, looked at once a minute and only when asked for', () => {
  const clock = createHandClock();
  const noonInLondonMs = Date.parse('2026-01-15T12:00:00Z');
  let zone = 'Europe/London';
  let refreshed = 0;
  const localMinute = wallClock(clock, () => {
    refreshed++;
    vi.stubEnv('TZ', zone);
  });
  const hour = () => localMinute(noonInLondonMs) / 60;
  expect([hour(), hour(), refreshed]).toEqual([12, 12, 1]);
  zone = 'Asia/Tokyo';
  clock.advance(59_999);
  expect([hour(), refreshed]).toEqual([12, 1]);
  clock.advance(1);
  expect([hour(), refreshed]).toEqual([21, 2]);
  clock.advance(600_000);
  expect(refreshed).toBe(2);
});
