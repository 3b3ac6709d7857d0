import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHeadless } from '../../support/headless.ts';

let dir = '';
let app: Awaited<ReturnType<typeof startHeadless>>;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-doctor-'));
  app = await startHeadless({ profileDir: join(dir, 'profile'), config: {} });
});
afterEach(async () => {
  await app.stop();
  rmSync(dir, { recursive: true, force: true });
});

const choose = (path: string | null) =>
  Object.assign(app.surfaces.windows, { chooseExportPath: () => Promise.resolve(path) });

test('places of the window are shown, and one of the system that is not here is told', async () => {
  const { handlers, surfaces } = app;
  for (const fix of ['connections', 'settings', 'claude-code'] as const)
    expect(await handlers['doctor:fix']({ fix })).toEqual({ ok: true, value: null });
  expect(surfaces.opened).toEqual([{ tag: 'connections' }, { tag: 'settings' }, { tag: 'connections' }]);
  expect(await handlers['doctor:fix']({ fix: 'system-clock' })).toMatchObject({
    ok: false,
    error: { code: 'not-available' },
  });
});

test('the extension for the tray is shown in the browser, after the question that every link gets', async () => {
  const links: string[] = [];
  Object.assign(app.surfaces.windows, {
    openLink(url: URL) {
      links.push(url.href);
      return Promise.resolve(false);
    },
  });
  expect(await app.handlers['doctor:fix']({ fix: 'tray-extension' })).toEqual({ ok: true, value: null });
  expect(links).toEqual(['https://extensions.gnome.org/extension/615/appindicator-support/']);
});

test('an export whose dialog was left writes nothing, and one that cannot be written says so and leaves no rest', async () => {
  choose(null);
  expect(await app.handlers['doctor:export'](undefined)).toEqual({ ok: true, value: null });
  choose(join(dir, 'nowhere', 'diagnostics.json'));
  expect(await app.handlers['doctor:export'](undefined)).toMatchObject({ ok: false, error: { code: 'not-written' } });
  expect(existsSync(join(dir, 'nowhere'))).toBe(false);
  choose(join(dir, 'diagnostics.json'));
  expect(await app.handlers['doctor:export'](undefined)).toEqual({ ok: true, value: { written: true } });
  expect(readdirSync(dir).toSorted()).toEqual(['diagnostics.json', 'profile']);
});
