import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { startPrivateBus } from '../../build/runtime/private-bus.mjs';
import { startDesk, type Desk } from '../support/desk.ts';
import { startQuietServer } from '../support/desktop/quiet-server.ts';

const report = z.object({
  format: z.literal('gatehouse-doctor'),
  formatVersion: z.literal(1),
  running: z.boolean(),
  version: z.string(),
  checks: z.array(
    z.object({ id: z.string(), state: z.string(), finding: z.string(), facts: z.record(z.string(), z.string()) }),
  ),
});

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function aDesk(): Promise<Desk> {
  const desk = await startDesk();
  endings.push(() => desk.stop());
  return desk;
}

/** A session bus on which nobody serves anything. */
async function bareBus(): Promise<{ readonly address: string; readonly env: Readonly<Record<string, string>> }> {
  const bus = await startPrivateBus();
  endings.push(() => bus.stop());
  return bus;
}

async function diagnose(desk: Desk, more: Readonly<Record<string, string | undefined>> = {}) {
  const { code, lines } = await desk.runScript(['--doctor=json'], more);
  const read = report.parse(JSON.parse(lines.join('\n')));
  const isBad = read.checks.some(({ state }) => state === 'bad');
  expect(code).toBe(isBad ? 1 : 0);
  return { ...read, found: read.checks.map(({ id, finding }) => `${id} ${finding}`) };
}

test.each([
  ['with a display', {}],
  ['without one', { DISPLAY: undefined, WAYLAND_DISPLAY: undefined }],
])('scripts read %s what is there, and what a running Gatehouse alone could tell is not asked', async (_name, more) => {
  const desk = await aDesk();
  desk.configure({ connections: [{ id: 'work', kind: 'local', name: 'Secret name' }] });
  const tempDir = join(desk.env['HOME'] ?? '', 'temp');
  mkdirSync(tempDir);
  const read = await diagnose(desk, { XDG_CURRENT_DESKTOP: 'XFCE', TMPDIR: tempDir, ...more });
  expect(read.running).toBe(false);
  expect(read.found).toEqual(
    expect.arrayContaining([
      'runtime known',
      'notifications buttons',
      'tray there',
      'connections not-asked',
      'hooks not-connected',
      'disk enough',
      'config used',
      'updates not-told',
    ]),
  );
  expect(JSON.stringify(read)).not.toContain('Secret name');
  expect(desk.notifications.calls.all).toEqual([]);
  expect(desk.tray.items.all).toEqual([]);
  expect([readdirSync(desk.profileDir), readdirSync(tempDir)]).toEqual([[], []]);
});

test('people read it in sentences, with what to do below each cause', async () => {
  const desk = await aDesk();
  const bus = await bareBus();
  const { code, lines } = await desk.runScript(['--doctor'], { ...bus.env, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' });
  expect(code).toBe(1);
  const text = lines.join('\n');
  expect(lines[0]).toMatch(/^Gatehouse \d+\.\d+\.\d+ on linux \w+\. It is not running\.$/);
  expect(text).toContain('BAD   Notifications   Nothing on this desktop shows notifications');
  expect(text).toContain('BAD   Tray            GNOME shows no tray icons by itself');
  expect(text).toContain('-> Install the extension “AppIndicator and KStatusNotifierItem Support”');
  expect(lines.at(-1)).toMatch(/^To be mended: \d+\.$/);
});

test('a form that there is none of is refused with code 2', async () => {
  const desk = await aDesk();
  expect(await desk.runScript(['--doctor=xml'])).toEqual({ code: 2, lines: [] });
});

test('a bare session names the daemon, the tray host and the keyring that are missing, and the fence where there is one', async () => {
  const desk = await aDesk();
  const bus = await bareBus();
  const bare = await diagnose(desk, { ...bus.env, XDG_CURRENT_DESKTOP: 'GNOME' });
  expect(bare.found).toEqual(
    expect.arrayContaining(['notifications no-daemon', 'tray no-host-gnome', 'keychain absent', 'install source']),
  );
  const fenced = await diagnose(desk, { ...bus.env, XDG_CURRENT_DESKTOP: 'GNOME', FLATPAK_ID: 'dev.gatehouse.app' });
  expect(fenced.found).toEqual(
    expect.arrayContaining(['install flatpak', 'notifications fenced-in', 'tray fenced-in']),
  );
});

test('banners that GNOME does not show are named, though its daemon runs', async () => {
  const desk = await aDesk();
  const binDir = join(desk.env['HOME'] ?? '', 'bin');
  mkdirSync(binDir);
  writeFileSync(
    join(binDir, 'gsettings'),
    '#!/bin/sh\n[ "$2 $3" = "org.gnome.desktop.notifications show-banners" ] && echo false\n',
  );
  chmodSync(join(binDir, 'gsettings'), 0o755);
  const { found } = await diagnose(desk, {
    XDG_CURRENT_DESKTOP: 'GNOME',
    PATH: `${binDir}:${desk.env['PATH'] ?? ''}`,
  });
  expect(found).toContain('notifications banners-off');
});

test('do-not-disturb of the desktop is named with who said so', async () => {
  const desk = await aDesk();
  const bus = await bareBus();
  const server = await startQuietServer(bus.address, 'Plasma', true);
  endings.push(() => server.stop());
  const { checks } = await diagnose(desk, { ...bus.env, XDG_CURRENT_DESKTOP: 'KDE' });
  expect(checks.find(({ id }) => id === 'do-not-disturb')).toMatchObject({
    finding: 'system-on',
    facts: { source: 'KDE Plasma' },
  });
});

test('hooks that are switched off, and mistakes of a configuration, are named', async () => {
  const desk = await aDesk();
  const settingsPath = join(desk.env['HOME'] ?? '', '.claude', 'settings.json');
  expect((await desk.runScript(['--connect-claude'])).code).toBe(0);
  const connected = await diagnose(desk);
  expect(connected.found).toContain('hooks connected');
  const settings = JSON.parse(readFileSync(settingsPath, 'utf8')) as Record<string, unknown>;
  writeFileSync(settingsPath, JSON.stringify({ ...settings, disableAllHooks: true }));
  desk.configure({ theme: 'purple', nonsense: 1 });
  const { found, checks } = await diagnose(desk);
  expect(found).toEqual(expect.arrayContaining(['config invalid', 'hooks hooks-disabled']));
  expect(checks.filter(({ id }) => id === 'config').map(({ facts }) => facts['place'])).toEqual(['theme', 'the file']);
});

test('beside a running Gatehouse it says that one runs, opens nothing and is not noticed', async () => {
  const desk = await aDesk();
  const app = await desk.startDriven({ args: ['--hidden'] });
  const logged = desk.log().length;
  const shown = desk.notifications.calls.all.length;
  const read = await diagnose(desk);
  expect(read.running).toBe(true);
  expect(read.found).toContain('tray there');
  expect(desk.log().length).toBe(logged);
  expect([app.electron.windows().length, app.child.exitCode, desk.tray.items.all.length]).toEqual([0, null, 1]);
  expect(desk.notifications.calls.all.length).toBe(shown);
});
