import { copyFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PastSessions } from '../../../main/backends/local/transcript/past-sessions.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const SESSION = 'fc0c9481-b2c9-4154-9d01-7bdece6348af';
const RECORDED = new URL(`../../fixtures/claude-transcripts/${SESSION}.jsonl`, import.meta.url);

const line = (record: object) => `${JSON.stringify(record)}\n`;
const spoken = (content: string, cwd: string) => line({ type: 'user', uuid: 'u', cwd, message: { content } });

async function projects() {
  const configDir = await tempDir();
  return {
    past: new PastSessions(configDir),
    async write(project: string, id: string, atSeconds: number, text: string | null): Promise<string> {
      const dir = join(configDir, 'projects', project);
      await mkdir(dir, { recursive: true });
      const path = join(dir, `${id}.jsonl`);
      if (text === null) await copyFile(fileURLToPath(RECORDED), path);
      else await writeFile(path, text);
      await utimes(path, atSeconds, atSeconds);
      return path;
    },
  };
}

test('conversations are listed newest first, with what they were about and where they began', async () => {
  const { past, write } = await projects();
  await write('-home-u-demo', SESSION, 3_000, null);
  await write('-w', 'first-prompt', 2_000, spoken('Fix the till\nplease', '/w') + spoken('moved on', '/w/deeper'));
  await write('-w', 'summed-up', 1_000, spoken('long story', '/w') + line({ type: 'summary', summary: 'In short' }));
  await write('-w', 'empty', 4_000, '');
  await write('-w', 'silent', 5_000, line({ type: 'permission-mode', permissionMode: 'default' }));
  expect(await past.list()).toEqual([
    { sessionId: SESSION, title: 'demo', folder: '/home/u/demo', lastUsedAtMs: 3_000_000 },
    { sessionId: 'first-prompt', title: 'Fix the till', folder: '/w', lastUsedAtMs: 2_000_000 },
    { sessionId: 'summed-up', title: 'In short', folder: '/w', lastUsedAtMs: 1_000_000 },
  ]);
});

test('a list is made anew for what changed, and forgets what went', async () => {
  const { past, write } = await projects();
  const path = await write('-w', 'a', 1_000, spoken('one', '/w'));
  expect((await past.list()).map(({ title }) => title)).toEqual(['one']);
  await write('-w', 'a', 2_000, spoken('two', '/w'));
  expect((await past.list()).map(({ title }) => title)).toEqual(['two']);
  await rm(path);
  expect(await past.list()).toEqual([]);
});

test('without any project there is no past', async () => {
  const { past } = await projects();
  expect(await past.list()).toEqual([]);
});

test('fifty of two thousand are found at once, and again sooner', async () => {
  const { past, write } = await projects();
  const padding = line({ type: 'api-request-blob', message: 'x'.repeat(20_000) });
  for (let index = 0; index < 2_000; index++) {
    await write(`-w-${index % 40}`, `s${index}`, index, spoken(`talk ${index}`, `/w/${index % 40}`) + padding);
  }
  const firstMs = performance.now();
  const list = await past.list();
  const againMs = performance.now();
  await past.list();
  const endMs = performance.now();
  console.info(`2000 files: ${(againMs - firstMs).toFixed(0)} ms, again ${(endMs - againMs).toFixed(0)} ms`);
  expect(list.map(({ sessionId }) => sessionId)).toEqual(Array.from({ length: 50 }, (_, index) => `s${1_999 - index}`));
  expect(againMs - firstMs).toBeLessThan(10_000);
});
