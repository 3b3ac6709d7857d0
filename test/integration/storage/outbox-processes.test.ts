import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createOutbox } from '../../../main/storage/outbox.ts';
import { bundled } from '../../support/storage/bundled.ts';
import { outboxRecord } from '../../support/storage/outbox-record.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

let program = '';
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'gatehouse-writer-'));
  program = await bundled(new URL('../../support/storage/outbox-writer.ts', import.meta.url), dir);
  return () => rm(dir, { recursive: true, force: true });
}, 60_000);

async function numbersIn(path: string) {
  const outbox = createOutbox({ path, log: quietLog() });
  const { records, truncatedBytes } = await outbox.open();
  await outbox.close();
  return { numbers: records.map((record) => record.decidedAtMs - 1_700_000_000_000), truncatedBytes, records };
}

/** Runs the writer and kills it after so many lines; gives all that it printed. */
async function writeAndKill(path: string, first: number, linesBeforeKill: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, path, String(first), '1000000', 'settle'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === linesBeforeKill) child.kill('SIGKILL');
  });
  await Promise.all([once(child, 'exit'), once(reader, 'close')]);
  return lines;
}

const LANES = 5;
const KILLS = 40;

/** Writes and kills again and again on one file; @returns how many decisions were promised. */
async function surviveKills(lane: number): Promise<number> {
  const path = join(await tempDir(), 'outbox.log');
  const promised = new Set<number>();
  const perhapsSettled = new Set<number>();
  let first = 0;
  for (let round = lane * KILLS + 1; round <= (lane + 1) * KILLS; round++) {
    for (const line of await writeAndKill(path, first, 1 + ((round * 7) % 23))) {
      const [what, number] = line.split(' ');
      if (what === 'saved') promised.add(Number(number));
      if (what === 'settling') perhapsSettled.add(Number(number));
      expect(what).not.toBe('refused');
      first = Math.max(first, Number(number) + 1);
    }
    first++; // one more may have been saved without a word
    const { records } = await numbersIn(path);
    const there = new Map(records.map((record) => [record.decidedAtMs - 1_700_000_000_000, record]));
    const lost = [...promised].filter((number) => !there.has(number) && !perhapsSettled.has(number));
    // Not one `expect` each: there are hundreds of them.
    const changed = [...there].filter(([number, record]) => !isDeepStrictEqual(record, outboxRecord(number)));
    expect({ lost, changed }, `after round ${round}`).toEqual({ lost: [], changed: [] });
  }
  return promised.size;
}

describe('kill -9', () => {
  test('at two hundred places of a run, every promised decision is there and no start fails', async () => {
    // Most of a round is waiting for the disk and the start of a program: several runs wait side by side.
    const promised = await Promise.all(Array.from({ length: LANES }, (_, lane) => surviveKills(lane)));
    expect(promised.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
  }, 300_000);
});

describe('two processes', () => {
  test('on one file lose nothing of each other', async () => {
    const path = join(await tempDir(), 'outbox.log');
    const run = async (first: number) => {
      const child = spawn(process.execPath, [program, path, String(first), '100'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      expect(await once(child, 'exit')).toEqual([0, null]);
    };
    await Promise.all([run(0), run(1000)]);
    const { numbers, truncatedBytes } = await numbersIn(path);
    expect(truncatedBytes).toBe(0);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 100 }, (_, at) => at),
      ...Array.from({ length: 100 }, (_, at) => 1000 + at),
    ]);
  });
});

describe('a full disk', () => {
  test.runIf(process.platform === 'linux')('refuses further decisions and keeps those it promised', async () => {
    const dir = await tempDir();
    const full = join(dir, 'full');
    await mkdir(full);
    const path = join(full, 'outbox.log');
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status === 0;
    if (mounted) onTestFinished(() => void spawnSync('umount', ['-l', full]));
    // Without the right to mount, a limit on the file's size does: the shell counts blocks of 512 or 1024 bytes.
    const limit = mounted ? '' : 'ulimit -f 64; trap "" XFSZ; ';
    const child = spawnSync('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, program, path, '0', '300'], {
      encoding: 'utf8',
    });
    const lines = child.stdout.trim().split('\n');
    const saved = lines.filter((line) => line.startsWith('saved')).map((line) => Number(line.split(' ')[1]));
    const refused = lines.filter((line) => line.startsWith('refused'));
    expect(child.status).toBe(0);
    expect(saved.length).toBeGreaterThan(5);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toMatch(/ENOSPC|EFBIG/);
    expect(await numbersIn(path)).toMatchObject({ numbers: saved, truncatedBytes: 0 });
  });
});
