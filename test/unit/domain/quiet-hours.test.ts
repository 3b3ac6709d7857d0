import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { localMinute } from '../../../main/app/local-time.ts';
import { inQuietHours, nextQuietChangeMs } from '../../../main/domain/quiet-hours.ts';
import { refreshTimeZone } from '../../../main/shell/app/time-zone.ts';
import { nextMorningMs } from '../../../shared/next-morning.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/units.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
/** Days of 2026 on which one of these places changes its clock, and one on which none does. */
const DAYS = ['2026-03-08', '2026-03-29', '2026-04-04', '2026-10-03', '2026-10-25', '2026-11-01', '2026-06-15'];

afterEach(() => {
  vi.unstubAllEnvs();
  refreshTimeZone();
});
const goTo = (zone: string) => vi.stubEnv('TZ', zone);

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

test('the next change is the first minute at which the clock on the wall says otherwise, whatever it jumps over', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.constantFrom(...DAYS),
      fc.nat(36 * 60 * 60),
      timeOfDay,
      timeOfDay,
      (zone, day, seconds, from, to) => {
        goTo(zone);
        const quietHours = { enabled: true, from, to };
        const isQuiet = (atMs: number) => inQuietHours(quietHours, localMinute(atMs));
        const nowMs = Date.parse(`${day}T00:00:00Z`) + seconds * 1_000;
        const nextMs = nextQuietChangeMs(quietHours, nowMs, localMinute);
        if (nextMs === null) return from === to;
        expect(isQuiet(nextMs)).toBe(!isQuiet(nowMs));
        for (let atMs = nowMs; atMs < nextMs; atMs += 7 * MINUTE_MS) expect(isQuiet(atMs)).toBe(isQuiet(nowMs));
        expect(isQuiet(nextMs - 1)).toBe(isQuiet(nowMs));
        return nextMs > nowMs && nextMs - nowMs <= 2 * DAY_MS + 2 * HOUR_MS;
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  // In Berlin 02:00 is followed by 03:00: a time that does not come ends the quiet hours when the clock has passed it.
  ['Europe/Berlin', '22:00', '02:30', '2026-03-29T00:00:00Z', ['2026-03-29T01:00:00Z', '2026-03-29T20:00:00Z']],
  // In autumn 02:30 comes twice, and between the two it is 02:00 once more.
  [
    'Europe/Berlin',
    '22:00',
    '02:30',
    '2026-10-25T00:00:00Z',
    ['2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z', '2026-10-25T01:30:00Z'],
  ],
  ['America/New_York', '22:00', '07:00', '2026-03-08T05:00:00Z', ['2026-03-08T11:00:00Z', '2026-03-09T02:00:00Z']],
  ['America/New_York', '22:00', '07:00', '2026-11-01T05:00:00Z', ['2026-11-01T12:00:00Z', '2026-11-02T03:00:00Z']],
  // Half an hour is skipped here.
  ['Australia/Lord_Howe', '22:00', '02:15', '2026-10-03T14:00:00Z', ['2026-10-03T15:30:00Z', '2026-10-04T11:00:00Z']],
  // All of them lie in the hour that is skipped, so on that day they do not come.
  ['Europe/Berlin', '02:10', '02:50', '2026-03-28T02:00:00Z', ['2026-03-30T00:10:00Z', '2026-03-30T00:50:00Z']],
  ['Asia/Kathmandu', '22:00', '07:00', '2026-06-15T12:00:00Z', ['2026-06-15T16:15:00Z', '2026-06-16T01:15:00Z']],
])('in %s quiet hours from %s to %s, seen at %s, change at the right times', (zone, from, to, at, changes) => {
  goTo(zone);
  let nowMs = Date.parse(at);
  for (const change of changes) {
    const nextMs = nextQuietChangeMs({ enabled: true, from, to }, nowMs, localMinute) ?? 0;
    expect(new Date(nextMs).toISOString()).toBe(change.replace('Z', '.000Z'));
    nowMs = nextMs;
  }
});

test('whoever travels has the quiet hours of the place where they are', () => {
  const quietHours = { enabled: true, from: '22:00', to: '07:00' };
  const nowMs = Date.parse('2026-06-15T12:00:00Z');
  goTo('Europe/Berlin');
  expect(inQuietHours(quietHours, localMinute(nowMs))).toBe(false);
  goTo('Australia/Lord_Howe');
  expect(inQuietHours(quietHours, localMinute(nowMs))).toBe(true);
  expect(nextQuietChangeMs(quietHours, nowMs, localMinute)).toBe(Date.parse('2026-06-15T20:30:00Z'));
});

test('quiet hours that begin when they end, or that are off, never change', () => {
  const at = { enabled: true, from: '08:00', to: '08:00' };
  expect(nextQuietChangeMs(at, 0, localMinute)).toBeNull();
  expect(nextQuietChangeMs({ ...at, to: '09:00', enabled: false }, 0, localMinute)).toBeNull();
});

describe('"until tomorrow"', () => {
  test('is the next seven in the morning on the wall, at least an hour away', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.constantFrom(...DAYS), fc.nat(48 * 60), (zone, day, minutes) => {
        goTo(zone);
        const nowMs = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
        const morningMs = nextMorningMs(nowMs);
        expect(localMinute(morningMs)).toBe(7 * 60);
        expect(morningMs - nowMs).toBeGreaterThanOrEqual(HOUR_MS);
        expect(morningMs - nowMs).toBeLessThanOrEqual(28 * HOUR_MS);
      }),
    );
  });
});
