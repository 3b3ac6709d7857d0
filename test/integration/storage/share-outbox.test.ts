import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboxMessage } from '../../../main/ports/sharing.ts';
import { createShareOutbox } from '../../../main/storage/share-outbox.ts';
import { MAX_DELIVERED } from '../../../main/storage/share-outbox-index.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { shareMessage } from '../../support/storage/share-message.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const idOf = (number: number) => shareMessage(number).localId;
const numbersOf = (waiting: readonly OutboxMessage[]) => waiting.map(({ content }) => Number(content.split(':')[0]));

function openedAt(path: string) {
  const log = quietLog();
  return { outbox: createShareOutbox({ path, log }), log };
}

/** What a later run finds. */
async function reread(path: string) {
  const { outbox } = openedAt(path);
  const found = await outbox.load();
  await outbox.close();
  return found;
}

describe('the outbox of a share', () => {
  test('gives back what waits, in its order, what was delivered, and how far others were heard', async () => {
    const path = join(await tempDir(), 'profile', 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([1, 2, 3].map((number) => shareMessage(number)));
    outbox.delivered([idOf(2), 'never-added']);
    outbox.heard(7);
    outbox.heard(3);
    await outbox.close();
    const found = await reread(path);
    expect(found.waiting).toEqual([shareMessage(1), shareMessage(3)]);
    expect([found.delivered, found.heardSeq]).toEqual([[idOf(2), 'never-added'], 7]);
  });

  test('loads anew while it is at work, with all that was added since', async () => {
    const { outbox } = openedAt(join(await tempDir(), 'a.outbox'));
    expect(await outbox.load()).toEqual({ waiting: [], delivered: [], heardSeq: 0, leftOut: 0 });
    void outbox.add([shareMessage(1)]);
    outbox.delivered([idOf(1)]);
    void outbox.add([shareMessage(2)]);
    expect(numbersOf((await outbox.load()).waiting)).toEqual([2]);
    await outbox.close();
  });

  test('does not let a message wait again that has arrived, nor twice', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(1), shareMessage(2)]);
    outbox.delivered([idOf(1)]);
    await outbox.add([shareMessage(1), shareMessage(2)]);
    expect(numbersOf((await outbox.load()).waiting)).toEqual([2]);
    await outbox.close();
    expect(numbersOf((await reread(path)).waiting)).toEqual([2]);
  });

  test('stays small while messages come and arrive, and forgets none that waits', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(0)]);
    for (let number = 1; number <= 100; number++) {
      await outbox.add([shareMessage(number, 20_000)]);
      outbox.delivered([idOf(number)]);
    }
    outbox.heard(9);
    await outbox.close();
    expect((await stat(path)).size).toBeLessThan(400_000);
    const found = await reread(path);
    expect([numbersOf(found.waiting), found.delivered.length, found.heardSeq]).toEqual([[0], 100, 9]);
  });

  test('remembers the newest deliveries only', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    const ids = Array.from({ length: MAX_DELIVERED + 10 }, (_, number) => idOf(number));
    outbox.delivered(ids);
    await outbox.close();
    expect((await reread(path)).delivered).toEqual(ids.slice(10));
  });

  test('is for its owner alone, from its first byte and after it was rewritten', async () => {
    const path = join(await tempDir(), 'profile', 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(1, 300_000)]);
    const before = (await stat(path)).mode & 0o777;
    outbox.delivered([idOf(1)]);
    await outbox.add([shareMessage(2)]);
    await outbox.add([shareMessage(3)]);
    const { size, mode } = await stat(path);
    expect([before, mode & 0o777, (await stat(dirname(path))).mode & 0o777]).toEqual([0o600, 0o600, 0o700]);
    expect(size).toBeLessThan(10_000);
    await outbox.close();
  });

  test('is gone once it is forgotten, and takes nothing more', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(1)]);
    await outbox.forget();
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await expect(outbox.add([shareMessage(2)])).rejects.toThrow('closed');
    await expect(outbox.load()).rejects.toThrow('closed');
    outbox.delivered([idOf(1)]);
    await outbox.forget();
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });
});

describe('an outbox of a share that nobody empties', () => {
  const limits = { bytes: 100_000, messages: 50 };
  const openedWith = (path: string) => createShareOutbox({ path, log: quietLog(), limits });

  test('gives up the oldest that are not on their way, and knows how many and which, also in the next run', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const outbox = openedWith(path);
    await outbox.add(Array.from({ length: 11 }, (_, number) => shareMessage(number, 10_000)));
    const onTheirWay = new Set([idOf(0), idOf(1)]);
    const leftOut = await outbox.leaveOut(onTheirWay);
    expect(numbersOf((await outbox.load()).waiting)).toEqual([0, 1, 5, 6, 7, 8, 9, 10]);
    expect([leftOut, await outbox.leaveOut(onTheirWay)]).toEqual([3, 0]);
    await outbox.close();

    const next = openedWith(path);
    const found = await next.load();
    expect([found.leftOut, found.delivered]).toEqual([3, [idOf(2), idOf(3), idOf(4)]]);
    // Told again, they do not come back.
    await next.add([shareMessage(2, 10_000)]);
    expect(numbersOf((await next.load()).waiting)).toEqual([0, 1, 5, 6, 7, 8, 9, 10]);
    await next.close();
  });

  test('gives up none while there is room, and counts messages as well as bytes', async () => {
    const outbox = openedWith(join(await tempDir(), 'a.outbox'));
    await outbox.add(Array.from({ length: 50 }, (_, number) => shareMessage(number)));
    expect(await outbox.leaveOut(new Set())).toBe(0);
    await outbox.add([shareMessage(50)]);
    expect(await outbox.leaveOut(new Set())).toBe(8);
    expect((await outbox.load()).waiting).toHaveLength(43);
    await outbox.close();
  });

  test('stays within a bound on the disk however much is added', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const small = { bytes: 1_000_000, messages: 10_000 };
    const outbox = createShareOutbox({ path, log: quietLog(), limits: small });
    let leftOut = 0;
    for (let number = 0; number < 300; number++) {
      await outbox.add([shareMessage(number, 20_000)]);
      leftOut += await outbox.leaveOut(new Set());
    }
    expect((await stat(path)).size).toBeLessThan(2.5 * small.bytes);
    await outbox.close();
    const found = await reread(path);
    expect([found.leftOut, found.waiting.length]).toEqual([leftOut, 300 - leftOut]);
    expect(numbersOf(found.waiting).at(-1)).toBe(299);
  });
});

describe('a broken outbox of a share', () => {
  test('cut anywhere gives back a beginning of what was there, and goes on from it', async () => {
    const dir = await tempDir();
    const whole = join(dir, 'whole.outbox');
    const { outbox } = openedAt(whole);
    for (let number = 0; number < 8; number++) await outbox.add([shareMessage(number, 40)]);
    await outbox.close();
    const bytes = await readFile(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (cut) => {
        const path = join(dir, 'cut.outbox');
        await writeFile(path, bytes);
        await truncate(path, cut);
        const again = openedAt(path);
        const { waiting } = await again.outbox.load();
        expect(numbersOf(waiting)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].slice(0, waiting.length));
        await again.outbox.add([shareMessage(99, 40)]);
        await again.outbox.close();
        expect(numbersOf((await reread(path)).waiting)).toEqual([...numbersOf(waiting), 99]);
        await rm(path);
      }),
      { numRuns: 60 },
    );
  });

  test('says how much of its tail was lost', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(1)]);
    await outbox.close();
    await appendFile(path, Buffer.from('half a record'));
    const again = openedAt(path);
    expect(numbersOf((await again.outbox.load()).waiting)).toEqual([1]);
    expect(again.log.events).toEqual([{ event: 'share-outbox-truncated', fields: { bytes: 13 } }]);
    await again.outbox.close();
  });

  test('whose file was removed under it is written anew, whole', async () => {
    const path = join(await tempDir(), 'a.outbox');
    const { outbox } = openedAt(path);
    await outbox.add([shareMessage(1)]);
    outbox.delivered(['known']);
    await outbox.load();
    if (process.platform !== 'win32') await rm(path);
    await outbox.add([shareMessage(2)]);
    await outbox.close();
    const found = await reread(path);
    expect([numbersOf(found.waiting), found.delivered]).toEqual([[1, 2], ['known']]);
  });

  test('that cannot be opened refuses, and works once it can', async () => {
    const dir = await tempDir();
    const path = join(dir, 'place', 'a.outbox');
    await writeFile(join(dir, 'place'), 'a file where a folder belongs');
    const { outbox, log } = openedAt(path);
    await expect(outbox.load()).rejects.toThrow();
    await expect(outbox.add([shareMessage(1)])).rejects.toThrow('could not be written');
    outbox.delivered(['told-meanwhile']);
    await rm(join(dir, 'place'));
    await mkdir(join(dir, 'place'));
    await outbox.add([shareMessage(2)]);
    await outbox.close();
    const found = await reread(path);
    expect([numbersOf(found.waiting), found.delivered]).toEqual([[2], ['told-meanwhile']]);
    expect(log.events.map(({ event }) => event)).toContain('share-outbox-write-failed');
  });
});
