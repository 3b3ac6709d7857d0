import { appendFile, copyFile, mkdir, open, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readLocalTranscript } from '../../../main/backends/local/transcript/local-items.ts';
import { SessionTranscripts } from '../../../main/backends/local/transcript/session-transcripts.ts';
import type { ToolDecision, TranscriptFacts } from '../../../main/backends/local/transcript/transcript-facts.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const SESSION = 'fc0c9481-b2c9-4154-9d01-7bdece6348af';
const RECORDED = new URL(`../../fixtures/claude-transcripts/${SESSION}.jsonl`, import.meta.url);
const CWD = '/home/u/demo';

/** A config folder with one session in it, which is followed from the start. */
async function followed(prepare?: (path: string) => Promise<unknown>) {
  const configDir = await tempDir();
  const path = join(configDir, 'projects', '-home-u-demo', `${SESSION}.jsonl`);
  await mkdir(dirname(path), { recursive: true });
  await prepare?.(path);
  const said: string[] = [];
  const results: (readonly [string, ToolDecision | null])[] = [];
  const facts: TranscriptFacts[] = [];
  let wake = () => {};
  const transcripts = new SessionTranscripts({
    configDir,
    clock: systemClock,
    listener: {
      onSaid: (_, line) => {
        said.push(...readLocalTranscript(line).map((item) => ('text' in item ? (item.text ?? item.tag) : item.tag)));
        wake();
      },
      onFacts: (_, news) => {
        facts.push(news);
        wake();
      },
      onToolResult: (_, toolUseId, decision) => {
        results.push([toolUseId, decision]);
        wake();
      },
    },
  });
  onTestFinished(() => transcripts.stop());
  await transcripts.follow(SESSION, CWD);
  return {
    configDir,
    path,
    said,
    results,
    facts,
    transcripts,
    /** Puts it on screen. */
    async show() {
      transcripts.watchFully(new Set([SESSION]));
      await transcripts.look(SESSION);
    },
    async until(isSo: () => boolean) {
      while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

const line = (record: object) => `${JSON.stringify(record)}\n`;
let serial = 0;
const spoken = (text: string) => line({ type: 'user', uuid: `u${serial++}`, message: { content: text } });
const finished = (toolUseId: string, more: object = {}) =>
  line({
    type: 'user',
    uuid: `u${serial++}`,
    message: { content: [{ type: 'tool_result', tool_use_id: toolUseId }] },
    ...more,
  });
const prompt = (lastPrompt: string) => line({ type: 'last-prompt', lastPrompt });

describe('the record of a session that nobody looks at', () => {
  test('is read for its facts alone', async () => {
    const { facts, said } = await followed((path) => copyFile(fileURLToPath(RECORDED), path));
    expect(facts).toEqual([
      {
        customTitle: 'demo',
        permissionMode: 'default',
        lastPrompt: '! echo hi',
        model: 'claude-opus-5-5',
        cwd: '/home/u/demo',
        usage: { contextTokens: 12, outputTokens: 20 },
      },
    ]);
    expect(said).toEqual([]);
  });

  test('is read again only for a change, and not from the start', async () => {
    const { transcripts, path, facts } = await followed((file) => writeFile(file, prompt('one')));
    await transcripts.look(SESSION);
    await appendFile(path, prompt('two'));
    await transcripts.follow(SESSION, CWD);
    expect(facts.map(({ lastPrompt }) => lastPrompt)).toEqual(['one', 'two']);
  });

  test('is found in whatever project it is, also when it comes later', async () => {
    const { configDir, transcripts, facts, path } = await followed();
    const elsewhere = join(configDir, 'projects', '-home-u-started-here');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, `${SESSION}.jsonl`), prompt('found'));
    await transcripts.look(SESSION);
    expect(facts).toEqual([{ lastPrompt: 'found' }]);
    // A hook knows better.
    await writeFile(path, prompt('told'));
    transcripts.tellPath(SESSION, path);
    transcripts.tellPath(SESSION, '/etc/passwd');
    await transcripts.look(SESSION);
    expect(facts.at(-1)).toEqual({ lastPrompt: 'told' });
  });
});

describe('the record of a session on screen', () => {
  test('is read below the own folder of Claude Code only, whatever a hook says', async () => {
    const { transcripts, path, configDir, said, show } = await followed();
    const line = (uuid: string) =>
      `${JSON.stringify({ type: 'user', uuid, message: { role: 'user', content: uuid } })}\n`;
    const elsewhere = join(await tempDir(), 'projects', 'p', `${SESSION}.jsonl`);
    await mkdir(dirname(elsewhere), { recursive: true });
    await writeFile(elsewhere, line('foreign'));
    await writeFile(path, line('own'));
    transcripts.tellPath(SESSION, elsewhere);
    transcripts.tellPath(SESSION, join(configDir, 'projects', 'p', '..', '..', '..', `${SESSION}.jsonl`));
    await show();
    expect(said).toEqual(['own']);
  });

  test('is told from a page of the past on, and then as it grows', async () => {
    const { said, show, path, until } = await followed((file) => writeFile(file, spoken('before')));
    await show();
    await appendFile(path, spoken('after'));
    await until(() => said.length === 2);
    expect(said).toEqual(['before', 'after']);
  });

  test('is told line by line however its bytes come', async () => {
    const { said, show, path, transcripts } = await followed((file) => writeFile(file, ''));
    await show();
    const all = Buffer.from(['ünï', '🦆'.repeat(40_000), 'x'.repeat(200_000), 'end'].map(spoken).join(''));
    for (let at = 0; at < all.length; at += 61_001) {
      await appendFile(path, all.subarray(at, at + 61_001));
      await transcripts.look(SESSION);
    }
    expect(said.map((text) => [text.slice(0, 2), text.length])).toEqual([
      ['ün', 3],
      ['🦆', 80_000],
      ['xx', 200_000],
      ['en', 3],
    ]);
  });

  test('tells each tool that ran or was refused, and who decided', async () => {
    const { results, show, path, until } = await followed((file) => writeFile(file, ''));
    await show();
    await appendFile(path, finished('t1', { permissionDecision: { decision: 'accept', source: 'user_temporary' } }));
    await appendFile(path, finished('t2', { toolDenialKind: 'user-rejected' }));
    await appendFile(path, finished('t3'));
    await until(() => results.length === 3);
    expect(results).toEqual([
      ['t1', { decision: 'accept', source: 'user_temporary' }],
      ['t2', { decision: 'reject', source: 'user-rejected' }],
      ['t3', null],
    ]);
  });

  test('tells of tools of subagents too, which record in files of their own', async () => {
    const { results, show, path, until } = await followed((file) => writeFile(file, ''));
    const subagents = join(path.replace('.jsonl', ''), 'subagents');
    await mkdir(subagents, { recursive: true });
    await writeFile(join(subagents, 'agent-a1.jsonl'), finished('past'));
    await show();
    await appendFile(join(subagents, 'agent-a1.jsonl'), finished('now'));
    await writeFile(join(subagents, 'agent-b2.jsonl'), finished('new'));
    await until(() => results.length === 2);
    expect(results.map(([id]) => id).toSorted()).toEqual(['new', 'now']);
  });

  test.for([
    ['cut and written anew', async (path: string) => truncate(path, 0).then(() => appendFile(path, spoken('anew')))],
    ['replaced by a longer one', async (path: string) => writeFile(path, spoken('anew') + spoken('and more'))],
    ['moved away', async (path: string) => rename(path, `${path}.1`).then(() => writeFile(path, spoken('anew')))],
    ['deleted', async (path: string) => rm(path).then(() => writeFile(path, spoken('anew')))],
  ] as const)('is begun anew when the file is %s', async ([, change]) => {
    const { said, show, path, until } = await followed((file) => writeFile(file, spoken('before')));
    await show();
    await change(path);
    await until(() => said.includes('anew'));
    expect(said.slice(0, 2)).toEqual(['before', 'anew']);
  });

  test('is paged back to its very first word, each record once', async () => {
    const words = Array.from({ length: 730 }, (_, index) => `word ${index}`);
    const { said, show, transcripts } = await followed((file) =>
      writeFile(file, words.map((word) => spoken(word) + prompt(word)).join('')),
    );
    await show();
    const pages: string[][] = [];
    for (;;) {
      const page = await transcripts.older(SESSION);
      if (page === null || page.length === 0) break;
      pages.push(
        page.flatMap((bytes) => readLocalTranscript(bytes)).map((item) => ('text' in item ? (item.text ?? '') : '')),
      );
    }
    expect([...pages.toReversed().flat(), ...said]).toEqual(words);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 100, 100, 100, 100, 30]);
  });

  test('has nothing older once its first page is the whole of it, however often somebody looks', async () => {
    const { said, show, transcripts } = await followed((file) => writeFile(file, spoken('one')));
    expect(transcripts.mayHaveOlder(SESSION)).toBe(true);
    await show();
    expect([said, transcripts.mayHaveOlder(SESSION)]).toEqual([['one'], false]);
    transcripts.rewindOlder(SESSION, false);
    expect(transcripts.mayHaveOlder(SESSION)).toBe(false);
    transcripts.rewindOlder(SESSION, true);
    expect(await transcripts.older(SESSION)).toHaveLength(1);
    expect(transcripts.mayHaveOlder(SESSION)).toBe(false);
  });

  test('gives the same older page again to whoever looks again', async () => {
    const { show, transcripts } = await followed((file) =>
      writeFile(file, Array.from({ length: 130 }, (_, index) => spoken(`word ${index}`)).join('')),
    );
    await show();
    const older = await transcripts.older(SESSION);
    expect([older?.length, transcripts.mayHaveOlder(SESSION)]).toEqual([30, false]);
    transcripts.rewindOlder(SESSION, false);
    expect(transcripts.mayHaveOlder(SESSION)).toBe(true);
    expect(await transcripts.older(SESSION)).toEqual(older);
  });

  test('is followed no more once it is off the screen, and taken up where it was', async () => {
    const { said, show, transcripts, path } = await followed((file) => writeFile(file, spoken('one')));
    await show();
    transcripts.watchFully(new Set());
    await appendFile(path, spoken('two'));
    await transcripts.look(SESSION);
    expect(said).toEqual(['one']);
    await show();
    expect(said).toEqual(['one', 'two']);
  });

  test('passes over what is no record, counts it, and goes on', async () => {
    const { said, show, path, transcripts, until } = await followed((file) => writeFile(file, ''));
    await show();
    await appendFile(path, '{"parentUuid":1,\n\n{}\n' + spoken('x'.repeat(5 * 1024 * 1024)) + spoken('still here'));
    await until(() => said.includes('still here'));
    await transcripts.look(SESSION);
    expect(said).toEqual(['still here']);
    expect(transcripts.skipped(SESSION)).toBe(3);
  });

  test('of a session that is forgotten is told no more', async () => {
    const { said, show, path, transcripts } = await followed((file) => writeFile(file, spoken('one')));
    await show();
    transcripts.forget(SESSION);
    await appendFile(path, spoken('two'));
    await transcripts.look(SESSION);
    expect([said, await transcripts.older(SESSION)]).toEqual([['one'], null]);
  });
});

test('a record of 100 MB is read, followed and paged in bounded memory', async () => {
  const mega = Buffer.alloc(1_000_000, 'x');
  const { said, show, path, transcripts, facts } = await followed(async (file) => {
    const handle = await open(file, 'w');
    await handle.write(spoken('first'));
    for (let index = 0; index < 50; index++)
      await handle.write(line({ type: 'api-request-blob', message: mega.toString() }));
    await handle.write(spoken('middle') + prompt('middle'));
    await handle.close();
  });
  const beforeBytes = process.memoryUsage().rss;
  let peakBytes = 0;
  const meter = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss - beforeBytes)), 2);
  onTestFinished(() => clearInterval(meter));
  const sinceMs = performance.now();
  await show();
  expect(said).toEqual(['first', 'middle']);
  const handle = await open(path, 'a');
  await handle.write('{"type":"api-request-blob","message":"');
  for (let index = 0; index < 50; index++) {
    await handle.write(mega);
    if (index % 10 === 0) await transcripts.look(SESSION);
  }
  await handle.write(`"}\n${spoken('last')}${prompt('last')}`);
  await handle.close();
  await transcripts.look(SESSION);
  const tookMs = performance.now() - sinceMs;
  console.info(`100 MB in ${tookMs.toFixed(0)} ms, at most ${(peakBytes / 2 ** 20).toFixed(0)} MiB more memory`);
  expect(said).toEqual(['first', 'middle', 'last']);
  expect(facts.at(-1)?.lastPrompt).toBe('last');
  expect(peakBytes).toBeLessThan(100 * 2 ** 20);
});
