import { expect, test } from 'vitest';
import { createClockSkew } from '../../../main/net/clock-skew.ts';

const NOON = 'Sat, 21 Nov 2026 12:00:00 GMT';
const noonMs = Date.UTC(2026, 10, 21, 12);

test('the clock is held against the last service on another computer that told the time', () => {
  const skew = createClockSkew();
  expect(skew.skewMs).toBe(null);
  for (const url of ['http://127.0.0.1:1/', 'http://localhost/', 'http://[::1]:2/']) skew.heard(new URL(url), NOON, 0);
  skew.heard(new URL('https://sessions.example/'), undefined, 0);
  skew.heard(new URL('https://sessions.example/'), 'yesterday', 0);
  expect(skew.skewMs).toBe(null);
  skew.heard(new URL('https://sessions.example/'), NOON, noonMs + 90_000);
  expect(skew.skewMs).toBe(90_000);
  skew.heard(new URL('https://other.example/'), NOON, noonMs - 5_000);
  expect(skew.skewMs).toBe(-5_000);
});
