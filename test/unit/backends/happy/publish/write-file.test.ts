import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isElsewhere } from '../../../../../main/backends/happy/publish/files/folder.ts';
import { replaceContent, writeFileBelow } from '../../../../../main/backends/happy/publish/files/write-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatehouse-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const base64 = (text: string) => Buffer.from(text).toString('base64');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const order = (path: string, text: string, before?: string) => ({
  path,
  content: base64(text),
  ...(before !== undefined && { expectedHash: hash(before) }),
});
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** A file in memory on a disk that has room for so many bytes of it, and takes few at a time. */
function fileOn(disk: { room: number }, before: string) {
  let bytes = Buffer.from(before);
  const file: Pick<FileHandle, 'write' | 'truncate'> = {
    write: ((chunk: Uint8Array, from: number, length: number, at: number) => {
      const count = Math.min(length, 7, Math.max(bytes.length, disk.room) - at);
      if (count <= 0) return Promise.reject(new Error('ENOSPC'));
      const next = Buffer.alloc(Math.max(bytes.length, at + count));
      bytes.copy(next);
      Buffer.from(chunk).copy(next, at, from, from + count);
      bytes = next;
      return Promise.resolve({ bytesWritten: count, buffer: chunk });
    }) as FileHandle['write'],
    truncate: (length) => Promise.resolve(void (bytes = bytes.subarray(0, length))),
  };
  return { file, text: () => bytes.toString() };
}

describe('A file that another device writes', () => {
  test('is made, and written over only by who has seen it', async () => {
    expect(await writeFileBelow(folder, order('a.txt', 'one'))).toEqual({ success: true, hash: hash('one') });
    expect(await writeFileBelow(folder, order('a.txt', 'two'))).toMatchObject({ success: false });
    expect(await writeFileBelow(folder, order('a.txt', 'two', 'other'))).toMatchObject({ success: false });
    expect(read('a.txt')).toBe('one');
    expect(await writeFileBelow(folder, order('a.txt', 'a longer one', 'one'))).toMatchObject({ success: true });
    expect(await writeFileBelow(folder, order('a.txt', '2', 'a longer one'))).toMatchObject({ success: true });
    expect(read('a.txt')).toBe('2');
  });

  test('is written over by one of two who saw the same', async () => {
    writeFileSync(join(folder, 'a.txt'), 'one');
    const said = await Promise.all(['two', 'three'].map((text) => writeFileBelow(folder, order('a.txt', text, 'one'))));
    expect(said.filter(({ success }) => success)).toHaveLength(1);
  });

  test('is whole, though the system takes it in pieces', async () => {
    const { file, text } = fileOn({ room: 100 }, 'before');
    await replaceContent(file, Buffer.from('before'), Buffer.from('what comes in many pieces'));
    expect(text()).toBe('what comes in many pieces');
  });

  test('is as it was when the disk is full', async () => {
    const { file, text } = fileOn({ room: 20 }, 'before');
    const written = replaceContent(file, Buffer.from('before'), Buffer.from('more than the disk has room for'));
    await expect(written).rejects.toThrow('ENOSPC');
    expect(text()).toBe('before');
  });

  test('is none of another computer, which is not even asked for it', () => {
    expect(isElsewhere('C:\\work', '\\\\far\\share\\a.txt')).toBe(true);
    expect(isElsewhere('C:\\work', 'C:\\work\\a.txt')).toBe(false);
    expect(isElsewhere('\\\\far\\share', '\\\\far\\share\\a.txt')).toBe(false);
    expect(isElsewhere('\\\\far\\share', '\\\\other\\share\\a.txt')).toBe(true);
    expect(isElsewhere('/work', '/work/a.txt')).toBe(false);
  });
});
