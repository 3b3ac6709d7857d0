import { copyFile, mkdir, readFile, readdir, rm, stat, truncate, writeFile, chmod, appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboxRecord } from '../../../main/ports/outbox.ts';
import { frame } from '../../../main/storage/frames.ts';
import { createOutbox } from '../../../main/storage/outbox.ts';
import { outboxRecord } from '../../support/storage/outbox-record.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

async function opened(path: string) {
  const log = quietLog();
  const outbox = createOutbox({ path, log });
  return { outbox, log, ...(await outbox.open()) };
}
async function reread(path: string) {
  const { outbox, records, truncatedBytes } = await opened(path);
  await outbox.close();
  return { records, truncatedBytes };
}
const numbers = (records: readonly OutboxRecord[]) => records.map((record) => record.decidedAtMs - 1_700_000_000_000);

describe('the outbox keeps decisions', () => {
  test('a saved decision comes back exactly, with its bytes', async () => {
    const path = join(await tempDir(), 'profile', 'outbox.log');
    const { outbox } = await opened(path);
    const record = outboxRecord(1, {
      decision: { tag: 'deny', reason: 'nö \u202e', stop: true },
      sessionTitle: '\ud800',
    });
    await outbox.save(record);
    await outbox.close();
    expect(await reread(path)).toEqual({ records: [record], truncatedBytes: 0 });
  });

  test('settled decisions are gone, sent ones say so, and the order stays', async () => {
    const path = join(await tempDir(), 'outbox.log');
    const { outbox } = await opened(path);
    await Promise.all([1, 2, 3].map((number) => outbox.save(outboxRecord(number))));
    outbox.markSent(outboxRecord(2).key);
    outbox.settle(outboxRecord(1).key);
    await outbox.close();
    const { records } = await reread(path);
    expect(records).toEqual([outboxRecord(2, { everSent: true }), outboxRecord(3)]);
  });

  test('when everything is settled nothing of it stays in the file', async () => {
    const path = join(await tempDir(), 'outbox.log');
    const { outbox } = await opened(path);
    await outbox.save(outboxRecord(1));
    outbox.settle(outboxRecord(1).key);
    await outbox.close();
    expect((await stat(path)).size).toBe(0);
  });

  test('a file that is mostly settled is rewritten, with what is open', async () => {
    const path = join(await tempDir(), 'outbox.log');
    const { outbox } = await opened(path);
    const wire = 'x'.repeat(20_000);
    await outbox.save(outboxRecord(0));
    for (let number = 1; number <= 60; number++) {
      await outbox.save(outboxRecord(number, { wire }));
      outbox.settle(outboxRecord(number).key);
    }
    await outbox.close();
    expect((await stat(path)).size).toBeLessThan(300_000);
    expect(numbers((await reread(path)).records)).toEqual([0]);
  });

  test('only the owner may read it', async () => {
    const path = join(await tempDir(), 'profile', 'outbox.log');
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, '', { mode: 0o644 });
    const { outbox } = await opened(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await outbox.close();
  });

  test('after close a save is refused', async () => {
    const { outbox } = await opened(join(await tempDir(), 'outbox.log'));
    await outbox.close();
    await outbox.close();
    await expect(outbox.save(outboxRecord(1))).rejects.toThrow('closed');
  });

  test('a file that was removed while open is made again with all that is open', async () => {
    const path = join(await tempDir(), 'outbox.log');
    const { outbox } = await opened(path);
    await outbox.save(outboxRecord(1));
    await rm(path);
    await outbox.save(outboxRecord(2));
    await outbox.close();
    expect(numbers((await reread(path)).records)).toEqual([1, 2]);
  });
});

describe('a damaged file', () => {
  async function fileOf(count: number): Promise<{ path: string; ends: number[] }> {
    const path = join(await tempDir(), 'outbox.log');
    const { outbox } = await opened(path);
    const ends: number[] = [0];
    for (let number = 1; number <= count; number++) {
      await outbox.save(outboxRecord(number));
      ends.push((await stat(path)).size);
    }
    await outbox.close();
    return { path, ends };
  }

  test('cut at any byte, it opens with every record that was whole and says what was lost', async () => {
    const { path, ends } = await fileOf(3);
    const cutPath = `${path}.cut`;
    const total = ends.at(-1) ?? 0;
    for (let bytes = 0; bytes < total; bytes++) {
      await copyFile(path, cutPath);
      await truncate(cutPath, bytes);
      const whole = ends.filter((end) => end <= bytes).length - 1;
      const { records, truncatedBytes } = await reread(cutPath);
      expect([bytes, numbers(records), truncatedBytes]).toEqual([
        bytes,
        [1, 2, 3].slice(0, whole),
        bytes - (ends[whole] ?? 0),
      ]);
      expect((await stat(cutPath)).size).toBe(ends[whole]);
    }
  });

  test('any changed byte costs no record before it, and nothing false is ever read', async () => {
    const { path, ends } = await fileOf(3);
    const good = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ change;
        await writeFile(`${path}.bad`, bad);
        const { records } = await reread(`${path}.bad`);
        expect(numbers(records)).toEqual([1, 2, 3].slice(0, ends.filter((end) => end <= at).length - 1));
      }),
      { numRuns: 150 },
    );
  });

  test('what could not be read is kept beside it, for its owner only', async () => {
    const { path } = await fileOf(2);
    await appendFile(path, 'garbage');
    await reread(path);
    expect((await readFile(`${path}.damaged`)).subarray(-7).toString()).toBe('garbage');
    expect((await stat(`${path}.damaged`)).mode & 0o777).toBe(0o600);
  });

  test.each<[string, Buffer]>([
    ['text', Buffer.from('{"op":"save"}\n'.repeat(50))],
    ['zeros', Buffer.alloc(4096)],
    ['a huge length', Buffer.from('ffffffff00000000', 'hex')],
    ['noise', Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7919) % 251))],
  ])('of %s opens empty and works', async (_what, content) => {
    const path = join(await tempDir(), 'outbox.log');
    await writeFile(path, content);
    const { outbox, records, truncatedBytes } = await opened(path);
    expect([records, truncatedBytes]).toEqual([[], content.length]);
    await outbox.save(outboxRecord(1));
    await outbox.close();
    expect(numbers((await reread(path)).records)).toEqual([1]);
  });

  test('a whole frame that is no entry of ours is skipped, counted, and costs no neighbour', async () => {
    const { path } = await fileOf(1);
    const foreign = Buffer.from('{"op":"save","record":{"key":"k","wire":"planted"}}');
    await appendFile(path, frame(foreign));
    const { outbox } = await opened(path);
    await outbox.save(outboxRecord(2));
    await outbox.close();
    const { records, truncatedBytes } = await reread(path);
    expect([numbers(records), truncatedBytes]).toEqual([[1, 2], foreign.length]);
  });
});

describe('a system that refuses', () => {
  test('an outbox in a place that cannot be used says so at open', async () => {
    const dir = await tempDir();
    await writeFile(join(dir, 'file'), '');
    const outbox = createOutbox({ path: join(dir, 'file', 'outbox.log'), log: quietLog() });
    await expect(outbox.open()).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) });
    await mkdir(join(dir, 'outbox.log'));
    await expect(createOutbox({ path: join(dir, 'outbox.log'), log: quietLog() }).open()).rejects.toMatchObject({
      code: 'EISDIR',
    });
  });

  test('an outbox whose directory vanished refuses the save or keeps it, and never pretends', async () => {
    const dir = await tempDir();
    const path = join(dir, 'p', 'outbox.log');
    const { outbox } = await opened(path);
    await rm(join(dir, 'p'), { recursive: true });
    await writeFile(join(dir, 'p'), 'in the way');
    await expect(outbox.save(outboxRecord(1))).rejects.toThrow('could not be written');
    await rm(join(dir, 'p'));
    await outbox.save(outboxRecord(2));
    await outbox.close();
    expect(numbers((await reread(path)).records)).toEqual([2]);
  });

  test('no leftover of a rewrite stays behind', async () => {
    const dir = await tempDir();
    await writeFile(join(dir, 'outbox.log.new'), 'left by a kill');
    const { outbox } = await opened(join(dir, 'outbox.log'));
    for (let number = 0; number < 40; number++) {
      await outbox.save(outboxRecord(number, { wire: 'x'.repeat(20_000) }));
      if (number > 0) outbox.settle(outboxRecord(number).key);
    }
    await outbox.close();
    expect(await readdir(dir)).toEqual(['outbox.log']);
    await chmod(dir, 0o700);
  });
});
