import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createShareOutbox } from '../../../main/storage/share-outbox.ts';
import { bundled } from '../../support/storage/bundled.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { shareMessage } from '../../support/storage/share-message.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

let program = '';
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'gatehouse-share-writer-'));
  program = await bundled(new URL('../../support/storage/share-outbox-writer.ts', import.meta.url), dir);
  return () => rm(dir, { recursive: true, force: true });
}, 60_000);

async function waitingIn(path: string) {
  const outbox = createShareOutbox({ path, log: quietLog() });
  const { waiting } = await outbox.load();
  await outbox.close();
  return new Map(waiting.map((message) => [Number(message.content.split(':')[0]), message]));
}

/** Runs the writer and kills it after so many lines; gives all that it printed. */
async function writeAndKill(path: string, first: number, linesBeforeKill: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, path, String(first), '1000000', 'deliver'], {
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

test('a share that is killed forty times keeps every message it promised to deliver', async () => {
  const path = join(await tempDir(), 'a.outbox');
  const promised = new Set<number>();
  const perhapsDelivered = new Set<number>();
  let first = 0;
  for (let round = 1; round <= 40; round++) {
    for (const line of await writeAndKill(path, first, 1 + ((round * 7) % 23))) {
      const [what, number] = line.split(' ');
      expect(what).not.toBe('refused');
      if (what === 'added') promised.add(Number(number));
      if (what === 'delivering') perhapsDelivered.add(Number(number));
      first = Math.max(first, Number(number) + 1);
    }
    first++; // one more may have been added without a word
    const waiting = await waitingIn(path);
    const lost = [...promised].filter((number) => !waiting.has(number) && !perhapsDelivered.has(number));
    expect(lost, `after round ${round}`).toEqual([]);
    const changed = [...waiting].filter(([number, message]) => !isDeepStrictEqual(message, shareMessage(number)));
    expect(changed).toEqual([]);
  }
  expect(promised.size).toBeGreaterThan(40);
});

describe('a full disk', () => {
  test.runIf(process.platform === 'linux')('refuses further messages and keeps those it promised', async () => {
    const full = join(await tempDir(), 'full');
    await mkdir(full);
    const path = join(full, 'a.outbox');
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status === 0;
    if (mounted) onTestFinished(() => void spawnSync('umount', ['-l', full]));
    // Without the right to mount, a limit on the file's size does: the shell counts blocks of 512 or 1024 bytes.
    const limit = mounted ? '' : 'ulimit -f 64; trap "" XFSZ; ';
    const child = spawnSync('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, program, path, '0', '300'], {
      encoding: 'utf8',
    });
    const lines = child.stdout.trim().split('\n');
    const added = lines.filter((line) => line.startsWith('added')).map((line) => Number(line.split(' ')[1]));
    const refused = lines.filter((line) => line.startsWith('refused'));
    expect(child.status).toBe(0);
    expect(added.length).toBeGreaterThan(5);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toMatch(/ENOSPC|EFBIG/);
    expect([...(await waitingIn(path)).keys()]).toEqual(added);
  });
});
