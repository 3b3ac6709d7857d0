import { expect, test } from 'vitest';
import { runChaos, type ChaosFigures } from '../../support/chaos-run.ts';
import type { Transport } from '../../support/ring.ts';

/** `GATEHOUSE_SOAK=1` makes each storm longer by far. */
const FOR_MS = process.env['GATEHOUSE_SOAK'] === '1' ? 150_000 : 12_000;
const LIMIT_MS = 4 * FOR_MS + 120_000;

/** The three storms of one transport, on a line that breaks sixteen times a second. */
export function testStorms(transport: Transport): void {
  for (const pendingList of ['faithful', 'absent'] as const) {
    test(`no answer is lost with ${pendingList} lists of open asks`, { timeout: LIMIT_MS }, async () => {
      const figures = await runChaos({ transport, pendingList, seed: 11, forMs: FOR_MS });
      tell(transport, pendingList, figures);
      expect(figures).toMatchObject({ lost: [], conflicting: [], promptsPerAsk: 1 });
      expect(figures.answered).toBeGreaterThan(figures.asked / 10);
      expect(figures.repeats).toBeLessThanOrEqual(Math.max(5, figures.answered / 100));
    });
  }

  test('no answer is lost while Gatehouse is killed ten times', { timeout: LIMIT_MS }, async () => {
    const figures = await runChaos({ transport, pendingList: 'faithful', seed: 23, forMs: FOR_MS, kills: 10 });
    tell(transport, 'killed', figures);
    expect(figures).toMatchObject({ lost: [], conflicting: [], promptsPerAsk: 1 });
    expect(figures.answered).toBeGreaterThan(figures.asked / 10);
  });
}

function tell(transport: Transport, what: string, { lost, conflicting, ...counts }: ChaosFigures): void {
  const words = { lost: lost.length, conflicting: conflicting.length, ...counts };
  process.stdout.write(`storm over ${transport}, ${what}: ${JSON.stringify(words)}\n`);
}
