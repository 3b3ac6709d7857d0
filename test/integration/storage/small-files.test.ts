import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDraftStore } from '../../../main/storage/drafts.ts';
import { createLogFile } from '../../../main/storage/log-file.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const clock = { nowMs: () => 1_700_000_000_000 };
const draft = (text: string) => ({
  draftId: 'd1',
  connectionId: connectionId('work'),
  sessionId: sessionId('session_a'),
  text,
  createdAtMs: 5,
});

describe('drafts', () => {
  test('come back as they were saved last, from a file for the owner only', async () => {
    const path = join(await tempDir(), 'profile', 'drafts.json');
    const store = createDraftStore({ path, log: quietLog(), clock });
    expect(await store.load()).toEqual([]);
    await Promise.all(['one', 'two', 'three\n\u202e'].map((text) => store.save([draft(text)])));
    expect(await createDraftStore({ path, log: quietLog(), clock }).load()).toEqual([draft('three\n\u202e')]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test.each(['', '{"a"', '[{"draftId":1}]', '\0\0\0'])(
    'a broken file (%j) is set aside, named and not lost',
    async (content) => {
      const dir = await tempDir();
      const path = join(dir, 'drafts.json');
      await writeFile(path, content);
      const log = quietLog();
      expect(await createDraftStore({ path, log, clock }).load()).toEqual([]);
      expect(log.events).toEqual([{ event: 'drafts-set-aside', fields: { path: `${path}.broken-1700000000000` } }]);
      expect(await readFile(`${path}.broken-1700000000000`, 'utf8')).toBe(content);
      expect(await readdir(dir)).toHaveLength(1);
    },
  );

  test('a save that fails is told, leaves the old file, and the next one works', async () => {
    const path = join(await tempDir(), 'drafts.json');
    const store = createDraftStore({ path, log: quietLog(), clock });
    await store.save([draft('kept')]);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    await expect(store.save(cyclic as never)).rejects.toThrow();
    expect(await store.load()).toEqual([draft('kept')]);
    await store.save([draft('next')]);
    expect(await store.load()).toEqual([draft('next')]);
  });
});

describe('the log', () => {
  const linesOf = async (path: string) => (await readFile(path, 'utf8')).trim().split('\n');

  test('is one JSON line an event, for the owner only', async () => {
    const dirPath = join(await tempDir(), 'logs');
    const log = createLogFile({ dirPath, clock });
    log.info('link-live', { connection: 'work', attempt: 2 });
    log.error('bug', { error: 'a\nb\u001b[31m\u202e \u2028' });
    log.flush();
    const path = join(dirPath, 'gatehouse.log');
    const text = await readFile(path, 'utf8');
    expect((await linesOf(path)).map((line) => JSON.parse(line))).toEqual([
      { at: '2023-11-14T22:13:20.000Z', level: 'info', event: 'link-live', connection: 'work', attempt: 2 },
      { at: '2023-11-14T22:13:20.000Z', level: 'error', event: 'bug', error: 'a\nb\u001b[31m\u202e \u2028' },
    ]);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect([(await stat(path)).mode & 0o777, (await stat(dirPath)).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('writes by itself after the turn', async () => {
    const dirPath = await tempDir();
    createLogFile({ dirPath, clock }).info('start');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(await linesOf(join(dirPath, 'gatehouse.log'))).toHaveLength(1);
  });

  test('masks credentials and cuts long values', async () => {
    const dirPath = await tempDir();
    const log = createLogFile({ dirPath, clock });
    log.warn('bug', { error: `Authorization: Bearer canary-123 ${'x'.repeat(5000)}` });
    log.flush();
    const [line = ''] = await linesOf(join(dirPath, 'gatehouse.log'));
    expect(line).not.toContain('canary');
    expect(line.length).toBeLessThan(700);
  });

  test('is rotated, and never more than three parts are kept', async () => {
    const dirPath = await tempDir();
    const log = createLogFile({ dirPath, clock, maxFileBytes: 1000 });
    for (let number = 0; number < 60; number++) {
      log.info('event', { count: number });
      log.flush();
    }
    expect((await readdir(dirPath)).toSorted()).toEqual(['gatehouse.1.log', 'gatehouse.2.log', 'gatehouse.log']);
    const counts: unknown[] = [];
    for (const name of ['gatehouse.2.log', 'gatehouse.1.log', 'gatehouse.log']) {
      expect((await stat(join(dirPath, name))).size).toBeLessThanOrEqual(1000);
      for (const line of await linesOf(join(dirPath, name))) counts.push(JSON.parse(line).count);
    }
    expect(counts).toEqual(Array.from({ length: counts.length }, (_, at) => 60 - counts.length + at));
  });

  test('a log that cannot be written throws nothing and says later how many lines are missing', async () => {
    const dir = await tempDir();
    const dirPath = join(dir, 'logs');
    await writeFile(dirPath, 'in the way');
    const log = createLogFile({ dirPath, clock });
    log.info('one');
    log.info('two');
    log.flush();
    await import('node:fs/promises').then((fs) => fs.rm(dirPath));
    log.info('three');
    log.flush();
    expect((await linesOf(join(dirPath, 'gatehouse.log'))).map((line) => JSON.parse(line))).toMatchObject([
      { event: 'log-lines-lost', count: 2 },
      { event: 'three' },
    ]);
  });
});
