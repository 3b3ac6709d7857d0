import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiagnosticsFiles } from '../../../main/storage/diagnostics-files.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-diagnostics-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('what is exported is its owner’s alone, replaces an older export, and touches nothing beside it', async () => {
  const path = join(dir, 'export.json');
  writeFileSync(path, 'older', { mode: 0o644 });
  writeFileSync(`${path}.part`, 'of another program', { mode: 0o644 });
  await createDiagnosticsFiles(dir).write(path, '{}\n');
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['{}\n', 0o600]);
  expect(readFileSync(`${path}.part`, 'utf8')).toBe('of another program');
  expect(readdirSync(dir).toSorted()).toEqual(['export.json', 'export.json.part']);
});

test('an export that cannot be written leaves nothing behind', async () => {
  mkdirSync(join(dir, 'export.json'));
  await expect(createDiagnosticsFiles(dir).write(join(dir, 'export.json'), '{}\n')).rejects.toThrow();
  expect(readdirSync(dir)).toEqual(['export.json']);
});

test('the latest lines of the log are read, over both its parts, and a line that a crash cut off is left out', async () => {
  writeFileSync(join(dir, 'gatehouse.1.log'), '{"event":"a"}\n{"event":"b"}\n');
  writeFileSync(join(dir, 'gatehouse.log'), '{"event":"c"}\n{"eve');
  expect(await createDiagnosticsFiles(dir).recentLog(3)).toEqual([{ event: 'b' }, { event: 'c' }]);
});
