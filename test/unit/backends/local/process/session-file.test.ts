import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SessionFile, type SessionRecord } from '../../../../../main/backends/local/process/session-file.ts';

async function open() {
  const dir = await mkdtemp(join(tmpdir(), 'gh-own-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return { dir: join(dir, 'profile'), path: join(dir, 'profile', 'own-sessions.json') };
}
const record = (at: number): SessionRecord => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  folder: '/work',
  title: `session ${at}`,
  startedAtMs: at,
  lastUsedAtMs: at,
});

test('keeps the two hundred sessions that were used last, for its owner alone', async () => {
  const { dir, path } = await open();
  const file = new SessionFile(dir);
  expect(await file.read()).toEqual([]);
  await file.write(Array.from({ length: 250 }, (_, at) => record(at)));
  const read = await new SessionFile(dir).read();
  expect([read?.length, read?.[0]?.title, read?.at(-1)?.title]).toEqual([200, 'session 249', 'session 50']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(['own-sessions.json']);
});

test('the last of many writings is what stands', async () => {
  const { dir } = await open();
  const file = new SessionFile(dir);
  await Promise.all(Array.from({ length: 20 }, (_, at) => file.write([record(at)])));
  expect(await file.read()).toEqual([record(19)]);
});

test('sets aside what it cannot read, and loses nothing of it', async () => {
  const { dir, path } = await open();
  const file = new SessionFile(dir);
  await file.write([record(1)]);
  await writeFile(path, '{"version":1,"sessions":[{"id":"../x"}]}');
  expect(await file.read()).toBeNull();
  expect(await readFile(`${path}.broken`, 'utf8')).toContain('../x');
  expect(await file.read()).toEqual([]);
});
