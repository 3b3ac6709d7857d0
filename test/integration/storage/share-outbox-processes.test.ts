import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createShareOutbox } from '../../../main/storage/share-outbox.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { shareMessage } from '../../support/storage/share-message.ts';
import { surviveKills } from '../../support/storage/survive-kills.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { numbersOf, writerProcess } from '../../support/storage/writer-process.ts';

const writer = writerProcess(new URL('../../support/storage/share-outbox-writer.ts', import.meta.url));

async function waitingIn(path: string) {
  const outbox = createShareOutbox({ path, log: quietLog() });
  const { waiting } = await outbox.load();
  await outbox.close();
  return new Map(waiting.map((message) => [Number(message.content.split(':')[0]), message]));
}

test('a share that is killed forty times keeps every message it promised to deliver', async () => {
  const path = join(await tempDir(), 'a.outbox');
  const words = { mode: 'deliver', promise: 'added', takingAway: 'delivering' };
  const promised = await surviveKills(
    { writer, path, ...words, read: waitingIn, written: shareMessage },
    { from: 1, to: 40 },
  );
  expect(promised).toBeGreaterThan(40);
});

describe('a full disk', () => {
  test.runIf(process.platform === 'linux')('refuses further messages and keeps those it promised', async () => {
    const { path, lines } = await writer.runOnFullDisk('a.outbox');
    const added = numbersOf(lines, 'added');
    const refused = lines.filter(({ word }) => word === 'refused');
    expect(added.length).toBeGreaterThan(5);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]?.text).toMatch(/ENOSPC|EFBIG/);
    expect([...(await waitingIn(path)).keys()]).toEqual(added);
  });
});
