import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withWriteLock } from '../../../main/backends/local/claude-settings/write-lock.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const done = () => Promise.resolve('done');

test.each([
  ['that was killed before it could sign', () => ''],
  ['that was killed while it wrote', () => `${spawnSync(process.execPath, ['-v']).pid} ${hostname()}\n`],
])('the lock of a writer %s holds nobody up for long', async (_how, signature) => {
  const dir = await tempDir();
  const lockPath = join(dir, 'lock');
  await writeFile(lockPath, signature());
  expect(await withWriteLock(lockPath, systemClock, done)).toBe('done');
  expect(await readdir(dir)).toEqual([]);
});

test('the lock of a writer that lives is respected', async () => {
  const lockPath = join(await tempDir(), 'lock');
  const order: string[] = [];
  const first = withWriteLock(lockPath, systemClock, async () => {
    await withWriteLock(`${lockPath}-other`, systemClock, done);
    order.push('first');
  });
  const second = withWriteLock(lockPath, systemClock, () => Promise.resolve(order.push('second')));
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});
