import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ShareRecord } from '../../../main/ports/share-store.ts';
import { createShareStore } from '../../../main/storage/share-store.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { shareMessage } from '../../support/storage/share-message.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const record: ShareRecord = {
  shareId: '7b0c9f1e-58b7-4d53-8a4e-1f6f3f3f0a01',
  connectionId: connectionId('here'),
  sessionId: sessionId('session_a'),
  accountId: connectionId('phone'),
  account: '11 22 33',
  files: true,
  seenAtMs: 1_700_000_000_000,
  over: null,
};
const ended: ShareRecord = {
  ...record,
  shareId: '7b0c9f1e-58b7-4d53-8a4e-1f6f3f3f0a02',
  over: 'ended',
  last: { title: 'Shop', cwd: '/home/ann/shop' },
};

const storeIn = (dirPath: string) => createShareStore({ dirPath, log: quietLog(), clock: { nowMs: () => 42 } });

test('what is shared comes back as it was saved, for its owner alone', async () => {
  const dir = join(await tempDir(), 'shares');
  const store = storeIn(dir);
  expect(await store.load()).toEqual([]);
  await Promise.all([store.save([record]), store.save([record, ended])]);
  expect(await storeIn(dir).load()).toEqual([record, ended]);
  expect((await stat(join(dir, 'shares.json'))).mode & 0o777).toBe(0o600);
});

test('one share has one outbox, and another one after it was forgotten', async () => {
  const dir = await tempDir();
  const store = storeIn(dir);
  const outbox = store.outbox(record.shareId);
  expect(store.outbox(record.shareId)).toBe(outbox);
  await outbox.add([shareMessage(1)]);
  await outbox.forget();
  const next = store.outbox(record.shareId);
  await next.add([shareMessage(2)]);
  expect((await next.load()).waiting).toEqual([shareMessage(2)]);
  await store.close();
});

test('an outbox that no share has any more is removed at the next start', async () => {
  const dir = await tempDir();
  const store = storeIn(dir);
  await store.save([record]);
  await store.outbox(record.shareId).add([shareMessage(1)]);
  await store.outbox(ended.shareId).add([shareMessage(2)]);
  await store.close();
  await storeIn(dir).load();
  expect((await readdir(dir)).toSorted()).toEqual([`${record.shareId}.outbox`, 'shares.json']);
});

test('a file that cannot be read is set aside, and with it no outbox is lost', async () => {
  const dir = await tempDir();
  const store = storeIn(dir);
  await store.outbox(record.shareId).add([shareMessage(1)]);
  await store.close();
  const broken = JSON.stringify([{ ...record, shareId: '../../elsewhere' }]);
  await writeFile(join(dir, 'shares.json'), broken);
  expect(await storeIn(dir).load()).toEqual([]);
  expect((await readdir(dir)).toSorted()).toEqual([`${record.shareId}.outbox`, 'shares.json.broken-42']);
  expect(await readFile(join(dir, 'shares.json.broken-42'), 'utf8')).toBe(broken);
});

test('a file that the system does not hand out is left alone', async () => {
  const dir = await tempDir();
  await mkdir(join(dir, 'shares.json'));
  await expect(storeIn(dir).load()).rejects.toThrow('EISDIR');
});
