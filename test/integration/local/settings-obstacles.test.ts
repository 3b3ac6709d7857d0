import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { change, PORT, settingsPlace } from './claude-settings-place.ts';

const LATE = { timeout: 45_000, interval: 20 };

test('a comment, for which Claude Code ignores the file, is told before and after connecting', async () => {
  const place = await settingsPlace();
  await place.write('{\n  "model": "opus" // mine\n}\n');
  const preview = await place.claude.preview('connect');
  expect(preview.ok && preview.value.ignoredAt).toBe('line 2, column 19');
  expect(await change(place.claude, 'connect')).toBe('done');
  const ignored = { code: 'settings-ignored', path: place.settingsPath, detail: 'line 2, column 20' };
  expect(place.claude.view?.obstacles).toEqual([ignored]);
  await vi.waitFor(() => expect(place.claude.folders.isBlocked(place.homeDir)).toBe(true), LATE);

  await writeFile(place.settingsPath, (await place.text()).replace(' // mine', ''));
  expect((await place.claude.look()).obstacles).toEqual([]);
  await vi.waitFor(() => expect(place.claude.folders.isBlocked(place.homeDir)).toBe(false), LATE);
});

test('a file without any is told as one that counts', async () => {
  const place = await settingsPlace();
  await place.write('{\n  "note": "// none, and no comma ,}"\n}\n');
  const preview = await place.claude.preview('connect');
  expect(preview.ok && preview.value).not.toHaveProperty('ignoredAt');
});

test("a folder's own settings switch hooks off for it alone, and on again", async () => {
  const place = await settingsPlace();
  await place.write('{}');
  await place.claude.onPort(PORT);
  expect(await change(place.claude, 'connect')).toBe('done');
  const shop = join(place.homeDir, 'shop');
  await mkdir(join(shop, '.claude'), { recursive: true });
  await writeFile(join(shop, '.claude', 'settings.json'), '{"disableAllHooks":true}');
  const { folders } = place.claude;
  await vi.waitFor(
    () => expect([folders.isBlocked(shop), folders.isBlocked('/elsewhere')]).toEqual([true, false]),
    LATE,
  );
  expect(place.claude.view?.obstacles).toEqual([]);

  const told = vi.fn();
  folders.onChange(told);
  await writeFile(join(shop, '.claude', 'settings.local.json'), '{"disableAllHooks":false}');
  await writeFile(place.settingsPath, (await place.text()).replace('{', '{"disableAllHooks":true,'));
  expect((await place.claude.look()).obstacles).toEqual([{ code: 'hooks-disabled', path: place.settingsPath }]);
  await vi.waitFor(
    () => expect([folders.isBlocked(shop), folders.isBlocked('/elsewhere')]).toEqual([false, true]),
    LATE,
  );
  expect(told).toHaveBeenCalled();
});
