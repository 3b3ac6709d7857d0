import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toldLog } from '../../../../main/domain/doctor/told-log.ts';
import { canariesIn } from '../../../support/canary.ts';

test('what happened stays readable, and who it happened to becomes a number', () => {
  const at = '2026-11-21T10:00:00.000Z';
  const entry = (fields: object) => ({ at, level: 'info', event: 'decided', ...fields });
  expect(
    toldLog([
      entry({ connection: 'work', ask: 'work a 1', state: 'allow', surface: 'tray', durationMs: 4 }),
      entry({ connection: 'phone', path: '~/x' }),
      entry({ connection: 'work', error: "Error: ENOSPC: no space left on device, open '/home/x/y'" }),
      entry({ error: 'TypeError at run (/home/x/out/main/index.cjs:12:345)' }),
    ]),
  ).toEqual([
    entry({ connection: 'connection 1', ask: 'ask 1', state: 'allow', surface: 'tray', durationMs: 4 }),
    entry({ connection: 'connection 2' }),
    entry({ connection: 'connection 1', error: 'Error ENOSPC' }),
    entry({ error: 'TypeError index.cjs:12:345' }),
  ]);
});

test('whatever stands in a field of its own choosing, a text that is no code of ours does not come through', () => {
  const canary = 'Zq Kanari 77';
  const around = fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}${canary}${after}`);
  const entry = fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'at',
        'level',
        'event',
        'code',
        'state',
        'surface',
        'connection',
        'session',
        'ask',
        'path',
        'error',
      ),
      fc.string(),
    ),
    around,
  );
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      expect(canariesIn(JSON.stringify(toldLog(entries)), { canary })).toEqual([]);
    }),
  );
});

test('a canary is found in every form that a leak may take', () => {
  const canary = 'zqkanari-form-abc';
  const forms = [
    canary.toUpperCase(),
    Buffer.from(`xx${canary}yy`).toString('base64'),
    [...canary].toReversed().join(''),
    Buffer.from(canary).toString('hex'),
  ];
  for (const form of forms) expect(canariesIn(`before ${form} after`, { canary })).not.toEqual([]);
  expect(canariesIn('nothing here', { canary })).toEqual([]);
});
