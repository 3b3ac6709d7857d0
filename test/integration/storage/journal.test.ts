import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../../main/storage/journal.ts';
import type { JournalEntry } from '../../../shared/model/journal.ts';
import { quietLog } from '../../support/storage/quiet-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

function entry(number: number, change: Partial<JournalEntry> = {}): JournalEntry {
  return {
    atMs: number,
    connectionName: 'Work',
    sessionTitle: 'Shop',
    connectionId: 'work',
    sessionId: 'session_a',
    requestId: `r${number}`,
    inputHash: 'h',
    toolName: 'Bash',
    short: `echo ${number}`,
    event: 'decided',
    choice: 'allow',
    surface: 'tray',
    practice: false,
    ...change,
  };
}
async function opened(path: string) {
  const journal = createJournal({ path, log: quietLog() });
  return { journal, ...(await journal.open()) };
}
const numbers = (entries: readonly JournalEntry[]) => entries.map((each) => each.atMs);

describe('the journal', () => {
  test('is searched newest first, page by page, over many chunks', async () => {
    const { journal } = await opened(join(await tempDir(), 'journal.jsonl'));
    const wide = 'ä'.repeat(300);
    for (let number = 0; number < 700; number++)
      journal.append(entry(number, { sessionTitle: number % 2 ? `Odd ${wide}` : wide }));
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof journal.search>> = await journal.search('oDD', before, 100);
      seen.push(...numbers(page.entries));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 350 }, (_, at) => 699 - 2 * at));
    expect(await journal.search('nothing like it', null, 5)).toEqual({ entries: [], next: null });
    await journal.close();
  });

  test('a page that began before stays the same while new entries come', async () => {
    const { journal } = await opened(join(await tempDir(), 'journal.jsonl'));
    for (let number = 0; number < 10; number++) journal.append(entry(number));
    const { next } = await journal.search('', null, 4);
    journal.append(entry(10));
    expect(numbers((await journal.search('', next, 4)).entries)).toEqual([5, 4, 3, 2]);
    await journal.close();
  });

  test('masks credentials before anything is written', async () => {
    const path = join(await tempDir(), 'journal.jsonl');
    const { journal } = await opened(path);
    journal.append(
      entry(1, {
        short: 'curl -H "Authorization: Bearer canary-token-1"',
        reason: 'password=canary-2',
        rule: 'Bash(TOKEN=canary-3 x)',
      }),
    );
    await journal.close();
    expect(await readFile(path, 'utf8')).not.toContain('canary');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('drops a line cut short by a kill, says how much, and goes on', async () => {
    const path = join(await tempDir(), 'journal.jsonl');
    const first = await opened(path);
    first.journal.append(entry(1));
    first.journal.append(entry(2));
    await first.journal.close();
    const whole = await readFile(path);
    const lineBytes = whole.indexOf(0x0a) + 1;
    for (let bytes = 0; bytes <= whole.length; bytes += 7) {
      await writeFile(path, whole);
      await truncate(path, bytes);
      const { journal, truncatedBytes } = await opened(path);
      const kept = Math.floor(bytes / lineBytes);
      journal.append(entry(3));
      expect([bytes, truncatedBytes, numbers((await journal.search('', null, 9)).entries)]).toEqual([
        bytes,
        bytes % lineBytes,
        [3, 2, 1].filter((each) => each === 3 || each <= kept),
      ]);
      await journal.close();
    }
  });

  test('skips lines that are no entries', async () => {
    const path = join(await tempDir(), 'journal.jsonl');
    await writeFile(path, `\0\0\n{"atMs":"x"}\n\n${JSON.stringify(entry(1))}\n[]\n`);
    const { journal, truncatedBytes } = await opened(path);
    expect([truncatedBytes, await journal.search('', null, 5)]).toEqual([0, { entries: [entry(1)], next: null }]);
    await journal.close();
  });

  test('exports every entry as a JSON line, oldest first', async () => {
    const dir = await tempDir();
    const path = join(dir, 'journal.jsonl');
    const { journal } = await opened(path);
    for (let number = 0; number < 300; number++) journal.append(entry(number));
    const target = join(dir, 'export.jsonl');
    expect(await journal.exportTo(target)).toBe(300);
    const lines = (await readFile(target, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(Array.from({ length: 300 }, (_, number) => entry(number)));
    await expect(journal.exportTo(join(dir, 'no', 'such', 'dir'))).rejects.toMatchObject({ code: 'ENOENT' });
    await journal.close();
  });

  test('keeps entries that could not be written and writes them later', async () => {
    const dir = await tempDir();
    const path = join(dir, 'p', 'journal.jsonl');
    const { journal } = await opened(path);
    await rm(join(dir, 'p'), { recursive: true });
    await writeFile(join(dir, 'p'), 'in the way');
    journal.append(entry(1));
    await expect(journal.search('', null, 5)).resolves.toEqual({ entries: [], next: null });
    await rm(join(dir, 'p'));
    await mkdir(join(dir, 'p'));
    journal.append(entry(2));
    expect(numbers((await journal.search('', null, 5)).entries)).toEqual([2, 1]);
    await journal.close();
  });

  test('entries of two processes both stay', async () => {
    const path = join(await tempDir(), 'journal.jsonl');
    const [one, two] = [await opened(path), await opened(path)];
    one.journal.append(entry(1));
    await one.journal.search('', null, 1);
    two.journal.append(entry(2));
    await two.journal.search('', null, 1);
    one.journal.append(entry(3));
    await Promise.all([one.journal.close(), two.journal.close()]);
    await appendFile(path, '');
    const { journal } = await opened(path);
    expect(numbers((await journal.search('', null, 5)).entries)).toEqual([3, 2, 1]);
    await journal.close();
  });
});
