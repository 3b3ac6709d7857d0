import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Incoming } from '../../../../../main/backends/happy/publish/incoming.ts';
import type { MessageRow } from '../../../../../main/backends/happy/server/session-rows.ts';
import { ok } from '../../../../../shared/result.ts';
import { recordingLog } from '../../../../support/recording-log.ts';

const row = (seq: number): MessageRow => ({
  id: `id${seq}`,
  seq,
  localId: null,
  content: { t: 'encrypted', c: JSON.stringify({ role: 'user', content: { type: 'text', text: `text ${seq}` } }) },
  createdAt: 0,
});

/** @param handed  what earlier runs left of it on the disk */
function inbox(log: readonly MessageRow[], handed = new Set<string>()) {
  const heard: string[] = [];
  let heardSeq = 0;
  const incoming = new Incoming({
    shareId: 'share',
    heardSeq: 0,
    page: (after) => {
      const rows = log.filter(({ seq }) => seq > after).slice(0, 7);
      return Promise.resolve(ok({ rows, unreadable: 0, hasMore: rows.length === 7 }));
    },
    unseal: (sealed) => sealed,
    isOwn: () => false,
    hand: async ({ text }) => {
      await Promise.resolve();
      heard.push(text);
    },
    wasHanded: (messageId) => handed.has(messageId),
    onHanded: (messageId) => handed.add(messageId),
    onHeard: (seq) => (heardSeq = seq),
    onFault: () => undefined,
    log: recordingLog(),
    name: 'share',
  });
  return { incoming, heard, heardSeq: () => heardSeq };
}

describe('What other devices write', () => {
  test('is handed on once and in order, though numbers are missing, some are told twice and some never', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }), async (steps, told) => {
        let seq = 0;
        const all = steps.map((step) => row((seq += step)));
        const log: MessageRow[] = [];
        const { incoming, heard, heardSeq } = inbox(log);
        for (const [at, one] of all.entries()) {
          log.push(one);
          for (let times = 0; times < (told[at] ?? 0); times++) incoming.receive(one);
        }
        await incoming.catchUp();
        await incoming.catchUp();
        expect(heard).toEqual(all.map((one) => `text ${one.seq}`));
        expect(heardSeq()).toBe(seq);
      }),
    );
  });

  test('is handed on though it was stored after a message with a higher number', async () => {
    const log = [row(2)];
    const { incoming, heard } = inbox(log);
    await incoming.catchUp();
    log.unshift(row(1));
    incoming.receive(row(1));
    await incoming.catchUp();
    expect(heard).toEqual(['text 2', 'text 1']);
  });

  test('is not handed on again when the service tells it under another name, in this run or a later one', async () => {
    const handed = new Set<string>();
    const first = inbox([row(1)], handed);
    await first.incoming.catchUp();
    const again = { ...row(2), content: row(1).content };
    first.incoming.receive(again);
    await first.incoming.catchUp();
    expect(first.heard).toEqual(['text 1']);
    const second = inbox([row(1), again, row(3)], handed);
    await second.incoming.catchUp();
    expect(second.heard).toEqual(['text 3']);
  });
});
