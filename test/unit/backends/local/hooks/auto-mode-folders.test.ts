import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AutoModeFolders } from '../../../../../main/backends/local/hooks/auto-mode-folders.ts';

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'folders-')));
  mkdirSync(join(home, 'work/shop/api'), { recursive: true });
  mkdirSync(join(home, 'workshop'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('a folder counts with all below it, and not one that only begins like it', async () => {
  const folders = new AutoModeFolders([join(home, 'work')], home);
  expect(await folders.includes(join(home, 'work'))).toBe(true);
  expect(await folders.includes(join(home, 'work/shop/api'))).toBe(true);
  expect(await folders.includes(join(home, 'work/shop/../../workshop'))).toBe(false);
  expect(await folders.includes(join(home, 'workshop'))).toBe(false);
  expect(await folders.includes(home)).toBe(false);
});

test('the tilde stands for the own folder', async () => {
  expect(await new AutoModeFolders(['~/work/shop'], home).includes(join(home, 'work/shop/api'))).toBe(true);
  expect(await new AutoModeFolders(['~'], home).includes(join(home, 'workshop'))).toBe(true);
});

test('a link is another way to the same folder, from either side', async () => {
  symlinkSync(join(home, 'work'), join(home, 'link'));
  expect(await new AutoModeFolders([join(home, 'link')], home).includes(join(home, 'work/shop'))).toBe(true);
  expect(await new AutoModeFolders([join(home, 'work')], home).includes(join(home, 'link/shop'))).toBe(true);
});

test('a folder that is not there counts by its name, and no folder at all counts none', async () => {
  expect(await new AutoModeFolders([join(home, 'later')], home).includes(join(home, 'later/x'))).toBe(true);
  expect(await new AutoModeFolders([], home).includes(home)).toBe(false);
});
