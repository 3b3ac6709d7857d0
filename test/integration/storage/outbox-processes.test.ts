import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OutboxRecord } from '../../../main/ports/outbox.ts';
import { createOutbox } from '../../../main/storage/outbox.ts';
import { outboxRecord } from '../../support/storage/outbox-record.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { surviveKills } from '../../support/storage/survive-kills.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { numbersOf, writerProcess } from '../../support/storage/writer-process.ts';

const writer = writerProcess(new URL('../../support/storage/outbox-writer.ts', import.meta.url));

const numberOf = (record: OutboxRecord) => record.decidedAtMs - 1_700_000_000_000;

async function read(path: string) {
  const outbox = createOutbox({ path, log: quietLog() });
  const { records, truncatedBytes } = await outbox.open();
  await outbox.close();
  const there = new Map(records.map((record) => [numberOf(record), record]));
  return { numbers: records.map(numberOf), truncatedBytes, there };
}

const LANES = 5;
const KILLS = 40;

/** @returns how many decisions were promised */
async function surviveLane(lane: number): Promise<number> {
  const path = join(await tempDir(), 'outbox.log');
  const words = { mode: 'settle', promise: 'saved', takingAway: 'settling' };
  const there = async () => (await read(path)).there;
  const rounds = { from: lane * KILLS + 1, to: (lane + 1) * KILLS };
  return surviveKills({ writer, path, ...words, read: there, written: outboxRecord }, rounds);
}

describe('kill -9', () => {
  test('at two hundred places of a run, every promised decision is there and no start fails', async () => {
    // Most of a round is waiting for the disk and the start of a program: several runs wait side by side.
    const promised = await Promise.all(Array.from({ length: LANES }, (_, lane) => surviveLane(lane)));
    expect(promised.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
  }, 300_000);
});

describe('two processes', () => {
  test('on one file lose nothing of each other', async () => {
    const path = join(await tempDir(), 'outbox.log');
    await Promise.all([writer.run(path, 0, 100), writer.run(path, 1000, 100)]);
    const { numbers, truncatedBytes } = await read(path);
    expect(truncatedBytes).toBe(0);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 100 }, (_, at) => at),
      ...Array.from({ length: 100 }, (_, at) => 1000 + at),
    ]);
  });
});

describe('a full disk', () => {
  test.runIf(process.platform === 'linux')('refuses further decisions and keeps those it promised', async () => {
    const { path, lines } = await writer.runOnFullDisk('outbox.log');
    const saved = numbersOf(lines, 'saved');
    const refused = lines.filter(({ word }) => word === 'refused');
    expect(saved.length).toBeGreaterThan(5);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]?.text).toMatch(/ENOSPC|EFBIG/);
    expect(await read(path)).toMatchObject({ numbers: saved, truncatedBytes: 0 });
  });
});
