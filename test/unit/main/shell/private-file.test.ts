import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePrivateFile } from '../../../../main/shell/window/private-file.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'gatehouse-private-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;
/** Windows has no such modes: there a file has the rights of its folder. */
const PRIVATE = process.platform === 'win32' ? 0o666 : 0o600;

test('the file can be read by its owner alone, also where one that others could read stood before', async () => {
  const path = join(dir, 'key.txt');
  writeFileSync(path, 'old', { mode: 0o644 });
  await writePrivateFile(path, 'secret\n');
  expect(readFileSync(path, 'utf8')).toBe('secret\n');
  expect(modeOf(path)).toBe(PRIVATE);
  expect(readdirSync(dir)).toEqual(['key.txt']);
});

test('a file that cannot be written leaves nothing behind and says so', async () => {
  const path = join(dir, 'folder');
  mkdirSync(join(path, 'full'), { recursive: true });
  await expect(writePrivateFile(path, 'secret\n')).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/);
  expect(readdirSync(dir)).toEqual(['folder']);
  await expect(writePrivateFile(join(dir, 'no', 'such'), 'secret\n')).rejects.toThrow('ENOENT');
});
