import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMacFocus, readMacFocus } from '../../../main/shell/quiet/mac-focus.ts';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';

const ON = { data: [{ storeAssertionRecords: [{ assertionDetails: { assertionDetailsModeIdentifier: 'x' } }] }] };
const OFF = { data: [{ storeAssertionRecords: [], storeInvalidationRecords: [{}] }] };

let homeDir = '';
let dir = '';
const endings: (() => void)[] = [];
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-focus-'));
  dir = join(homeDir, 'Library', 'DoNotDisturb', 'DB');
});
afterEach(() => {
  for (const end of endings.splice(0)) end();
  rmSync(homeDir, { recursive: true, force: true });
});

/** As macOS does: a new file takes the place of the old one. */
function write(content: unknown): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'new'), typeof content === 'string' ? content : JSON.stringify(content));
  renameSync(join(dir, 'new'), join(dir, 'Assertions.json'));
}

function follow() {
  const told = createHappenings<SystemQuiet | null>('focus');
  const reader = createMacFocus({ homeDir, onChange: (quiet) => told.push(quiet) });
  endings.push(reader.stop);
  return { told, reader };
}

test('a Focus that somebody switched on is do-not-disturb until it is switched off', async () => {
  write(ON);
  const { told, reader } = follow();
  expect(await told.next((quiet) => quiet !== null)).toEqual({ source: 'macos', state: 'do-not-disturb' });
  write(OFF);
  await told.next((quiet) => quiet === null);
  write(ON);
  await told.next((quiet) => quiet !== null, 2);
  expect([told.all.length, reader.now?.source]).toEqual([3, 'macos']);
});

test('where no Focus is seen, or its file cannot be read, nothing is claimed', async () => {
  const { reader } = follow();
  expect(await readMacFocus(homeDir)).toBeNull();
  for (const content of [OFF, {}, '', '{"data":', { data: [{}] }, { data: 'x' }]) {
    write(content);
    expect(await readMacFocus(homeDir)).toBeNull();
  }
  expect(reader.now).toBeNull();
});

test('nothing is told after the end', async () => {
  write(OFF);
  const { told, reader } = follow();
  write(ON);
  await told.next((quiet) => quiet !== null);
  write(OFF);
  reader.stop();
  write(ON);
  const other = follow();
  await other.told.next((quiet) => quiet !== null);
  expect(told.all).toHaveLength(1);
});
