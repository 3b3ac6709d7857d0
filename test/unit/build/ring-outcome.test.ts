import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outcomeOf } from '../../../build/scripts/ring-outcome.mjs';
import { closeWith } from '../../../build/scripts/rings.mjs';

const printed: string[] = [];
let exitCodeBefore: typeof process.exitCode;
beforeEach(() => {
  exitCodeBefore = process.exitCode;
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(...line.split('\n')));
});
afterEach(() => {
  process.exitCode = exitCodeBefore;
  vi.restoreAllMocks();
});

const SOUND = outcomeOf('unit', { passed: 2, troubles: [] }, 0);

test('a log ends with the name and the error of all that failed, then the count', () => {
  const message = ['\u001B[31mAssertionError\u001B[39m: 1 is not 2', '', ...Array.from({ length: 40 }, () => '  at x')];
  const failed = { place: 'test/integration/b.test.ts > a group > answers', message: message.join('\n') };
  closeWith([outcomeOf('integration', { passed: 2, troubles: [failed] }, 1), SOUND]);
  expect(printed.slice(0, 4)).toEqual([
    'FAILED integration (2/3)',
    'ok     unit (2/2)',
    'FAILED integration test/integration/b.test.ts > a group > answers',
    '    AssertionError: 1 is not 2',
  ]);
  expect(printed).toHaveLength(3 + 15 + 1);
  expect(printed.at(-1)).toBe('4 passed, 1 failed');
  expect(process.exitCode).toBe(1);
});

test('a long line of an error is cut', () => {
  closeWith([outcomeOf('unit', { passed: 1, troubles: [{ place: 'a.test.ts > x', message: 'y'.repeat(9000) }] }, 1)]);
  expect(Math.max(...printed.map((line) => line.length))).toBeLessThan(300);
});

test('a ring that told nothing, ran nothing or ended badly without a reason has failed and is named', () => {
  closeWith([outcomeOf('e2e', undefined, 137), outcomeOf('unit', { passed: 0, troubles: [] }, 0)]);
  closeWith([outcomeOf('unit', { passed: 3, troubles: [] }, 1)]);
  expect(printed).toEqual([
    'FAILED e2e (0/1)',
    'FAILED unit (0/1)',
    'FAILED e2e left no report and ended with code 137: see its output above',
    'FAILED unit ran no test and ended with code 0: see its output above',
    '0 passed, 2 failed',
    'FAILED unit (3/4)',
    'FAILED unit had no failed test, but ended with code 1: see its output above',
    '3 passed, 1 failed',
  ]);
});

test('a sound run ends with the count alone', () => {
  closeWith([SOUND, { name: 'lint', passed: 1, failed: 0, troubles: [] }]);
  expect(printed).toEqual(['ok     unit (2/2)', 'ok     lint (1/1)', '3 passed, 0 failed']);
  expect(process.exitCode).toBe(0);
});
