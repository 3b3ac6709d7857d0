import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Delivery, type PostOutcome } from '../../../../../main/backends/happy/publish/delivery.ts';
import { WaitingMessages } from '../../../../../main/backends/happy/publish/waiting-messages.ts';
import type { OutboxMessage } from '../../../../../main/ports/sharing.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';
import { recordingLog } from '../../../../support/recording-log.ts';
import { DiskOutbox } from '../../../../support/share-outbox.ts';

const message = (localId: string, bytes = 4): OutboxMessage => ({ localId, content: 'x'.repeat(bytes) });
const many = (count: number) => Array.from({ length: count }, (_, n) => message(`m${n}`));

function desk(post: (batch: readonly OutboxMessage[]) => PostOutcome, maxHeldBytes?: number) {
  const clock = createHandClock();
  const disk = new DiskOutbox();
  const waiting = new WaitingMessages(disk, recordingLog(), maxHeldBytes);
  const stored: string[] = [];
  const batches: (readonly string[])[] = [];
  let allRefused = false;
  const delivery = new Delivery({
    waiting,
    post: async (batch) => {
      await Promise.resolve();
      batches.push(batch.map(({ localId }) => localId));
      const outcome = post(batch);
      if (outcome.tag === 'stored')
        for (const { localId } of batch) if (!stored.includes(localId)) stored.push(localId);
      return outcome;
    },
    clock,
    random: { fraction: () => 0.5, uuid: () => '' },
    log: recordingLog(),
    name: 'share',
    onProgress: () => undefined,
    onTrouble: () => undefined,
    onAllRefused: () => (allRefused = true),
  });
  delivery.open();
  return {
    clock,
    disk,
    waiting,
    delivery,
    stored,
    batches,
    allRefused: () => allRefused,
    /** Lets everything happen that is due within ten minutes. */
    async settle() {
      for (let turn = 0; turn < 200; turn++) {
        for (let microtask = 0; microtask < 12; microtask++) await Promise.resolve();
        clock.advance(3_000);
      }
    },
  };
}

describe('Messages that wait', () => {
  test('are all on the disk before any of them is sent', async () => {
    const { disk, waiting, delivery, settle } = desk(() => {
      expect(disk.waiting).toHaveLength(2);
      return { tag: 'again', cause: { code: 'unreachable' } };
    });
    await waiting.add(many(2));
    delivery.wake();
    await settle();
    expect(waiting.count).toBe(2);
  });

  test('leave in batches of a hundred at most, in their order', async () => {
    const { waiting, delivery, stored, batches, settle } = desk(() => ({ tag: 'stored' }));
    await waiting.add(many(250));
    delivery.wake();
    await settle();
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(stored).toEqual(many(250).map(({ localId }) => localId));
  });

  test('beyond what memory may hold stay on the disk until there is room, and lose nothing', async () => {
    const { disk, waiting, delivery, stored, settle } = desk(() => ({ tag: 'stored' }), 1_000);
    delivery.close();
    for (const one of many(60)) await waiting.add([one]);
    expect(waiting.held.length).toBeLessThan(15);
    expect(waiting.count).toBe(60);
    delivery.open();
    await settle();
    expect(stored).toEqual(many(60).map(({ localId }) => localId));
    expect(disk.loads).toBeGreaterThan(1);
  });

  test('are sent from memory where the disk refuses them', async () => {
    const { disk, waiting, delivery, stored, settle } = desk(() => ({ tag: 'stored' }));
    disk.fault = new Error('ENOSPC');
    await waiting.add(many(2));
    delivery.wake();
    await settle();
    expect(stored).toEqual(['m0', 'm1']);
  });

  test('stop being sent when the service takes none of twenty', async () => {
    const { waiting, delivery, allRefused, settle } = desk(() => ({ tag: 'refused', status: 400 }));
    await waiting.add(many(60));
    delivery.wake();
    await settle();
    expect(allRefused()).toBe(true);
    expect(waiting.count).toBe(60);
    expect(waiting.asideCount).toBe(20);
  });

  test('arrive once and in order whatever the service does, but for those that it does not take', async () => {
    const bad = fc.uniqueArray(fc.nat(39), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(bad, fc.array(fc.boolean(), { maxLength: 30 }), fc.nat(39), async (refused, outages, split) => {
        const isBad = new Set(refused.map((n) => `m${n}`));
        const plan = [...outages];
        const { waiting, delivery, stored, settle } = desk((batch) => {
          if (plan.pop() === true) return { tag: 'again', cause: { code: 'server-error' } };
          return batch.some(({ localId }) => isBad.has(localId)) ? { tag: 'refused', status: 413 } : { tag: 'stored' };
        }, 1_500);
        const all = many(40);
        await waiting.add(all.slice(0, split));
        delivery.wake();
        await waiting.add(all.slice(split));
        delivery.wake();
        await settle();
        expect(stored).toEqual(all.map(({ localId }) => localId).filter((id) => !isBad.has(id)));
        expect(waiting.asideCount).toBe(isBad.size);
      }),
      { numRuns: 40 },
    );
  });
});
