import { spawn, execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Variant } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { startPrivateDisplay } from '../../../build/runtime/private-display.mjs';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { openSessionBus } from '../../../main/shell/dbus/session-bus.ts';
import { createLinuxQuiet } from '../../../main/shell/quiet/linux-quiet.ts';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import { joinBus } from '../../support/desktop/bus-client.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';
import { startQuietServer } from '../../support/desktop/quiet-server.ts';
import { recordingLog } from '../../support/recording-log.ts';

const run = promisify(execFile);
const endings: (() => Promise<void> | void)[] = [];
let address = '';
let env: NodeJS.ProcessEnv = {};
let schemaDir = '';

beforeEach(async () => {
  const bus = await startPrivateBus();
  const home = mkdtempSync(join(tmpdir(), 'gatehouse-quiet-'));
  endings.push(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }), bus.stop);
  address = bus.address;
  const dir = (name: string) => {
    mkdirSync(join(home, name), { mode: 0o700 });
    return join(home, name);
  };
  schemaDir = dir('schemas');
  const place = {
    ...bus.env,
    GSETTINGS_SCHEMA_DIR: schemaDir,
    HOME: home,
    XDG_CONFIG_HOME: dir('config'),
    XDG_RUNTIME_DIR: dir('run'),
  };
  env = { ...process.env, ...place };
  // The reader's own child asks the desktop of this process.
  for (const [name, value] of Object.entries(place)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of endings.splice(0).reverse()) await end();
});

/** A real program of a desktop, on the bus once it owns its name. */
async function startProgram(command: string, args: readonly string[], name: string, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  endings.push(end);
  const client = await joinBus(address);
  await vi.waitUntil(
    async () => {
      const [owned] = await client.call(
        'org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        's',
        [name],
      );
      return owned === true;
    },
    { timeout: 10_000, interval: 20 },
  );
  await client.leave();
  return end;
}

async function aServer(name: string, inhibited?: boolean) {
  const server = await startQuietServer(address, name, inhibited);
  endings.push(server.stop);
  return server;
}

function follow(desktop = '') {
  const told = createHappenings<SystemQuiet | null>('quiet');
  const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
  const reader = createLinuxQuiet({ bus, desktop, onChange: (quiet) => told.push(quiet) });
  endings.push(() => {
    reader.stop();
    bus.close();
  });
  const becomes = (state: SystemQuiet['state'], from = 0) => told.next((quiet) => quiet?.state === state, from);
  return { reader, told, becomes };
}

test('do-not-disturb of GNOME is read from its real settings, and followed without a process that waits', async () => {
  await startProgram('/usr/libexec/dconf-service', [], 'ca.desrt.dconf');
  await aServer('gnome-shell');
  const set = (value: string) =>
    run('gsettings', ['set', 'org.gnome.desktop.notifications', 'show-banners', value], { env });
  await set('false');
  const { becomes, told, reader } = follow();
  expect(await becomes('do-not-disturb')).toEqual({ source: 'gnome', state: 'do-not-disturb' });
  await set('true');
  await becomes('normal');
  const seen = told.all.length;
  await run('gsettings', ['set', 'org.gnome.desktop.interface', 'clock-show-date', 'false'], { env });
  await set('false');
  await becomes('do-not-disturb', seen);
  expect(told.all.length).toBe(seen + 1);
  expect(reader.now).toEqual({ source: 'gnome', state: 'do-not-disturb' });
});

test.each([
  {
    server: 'Notification Daemon',
    desktop: 'MATE',
    source: 'mate',
    schema: 'org.mate.NotificationDaemon',
    dir: '/org/mate/notification-daemon/',
    key: 'do-not-disturb',
    quietWhen: 'true',
  },
  {
    server: 'cinnamon',
    desktop: 'X-Cinnamon',
    source: 'cinnamon',
    schema: 'org.cinnamon.desktop.notifications',
    dir: '/org/cinnamon/desktop/notifications/',
    key: 'display-notifications',
    quietWhen: 'false',
  },
])('do-not-disturb of $desktop is followed where its settings lie', async (at) => {
  const key = `<key name="${at.key}" type="b"><default>${String(at.quietWhen !== 'true')}</default></key>`;
  const schema = `<schemalist><schema id="${at.schema}" path="${at.dir}">${key}</schema></schemalist>`;
  writeFileSync(join(schemaDir, 'test.gschema.xml'), schema);
  await run('glib-compile-schemas', [schemaDir]);
  await startProgram('/usr/libexec/dconf-service', [], 'ca.desrt.dconf');
  await aServer(at.server);
  const { becomes } = follow(at.desktop);
  expect(await becomes('normal')).toEqual({ source: at.source, state: 'normal' });
  await run('gsettings', ['set', at.schema, at.key, at.quietWhen], { env });
  await becomes('do-not-disturb');
});

test('do-not-disturb of Xfce is followed in its real settings store, where the setting is not there at first', async () => {
  await startProgram('/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd', [], 'org.xfce.Xfconf');
  await aServer('Xfce Notify Daemon');
  const { becomes, told } = follow();
  expect(await becomes('normal')).toEqual({ source: 'xfce', state: 'normal' });
  const settings = await joinBus(address);
  endings.push(settings.leave);
  const call = (member: string, signature: string, value: unknown) =>
    settings.call('org.xfce.Xfconf', '/org/xfce/Xfconf', `org.xfce.Xfconf.${member}`, signature, [
      'xfce4-notifyd',
      '/do-not-disturb',
      value,
    ]);
  await call('SetProperty', 'ssv', new Variant('b', true));
  await becomes('do-not-disturb');
  const seen = told.all.length;
  await call('ResetProperty', 'ssb', false);
  await becomes('normal', seen);
});

test('a paused dunst is do-not-disturb, the desktop around it notwithstanding', async () => {
  const display = await startPrivateDisplay();
  endings.push(display.stop);
  const end = await startProgram('dunst', [], 'org.freedesktop.Notifications', display.env);
  const { becomes, told, reader } = follow('XFCE');
  expect(await becomes('normal')).toEqual({ source: 'dunst', state: 'normal' });
  await run('dunstctl', ['set-paused', 'true'], { env: { ...env, ...display.env } });
  await becomes('do-not-disturb');
  const seen = told.all.length;
  await end();
  await startProgram('dunst', [], 'org.freedesktop.Notifications', display.env);
  await becomes('normal', seen);
  expect(reader.now?.state).toBe('normal');
});

test('Plasma is followed by its property, the first answer and each change', async () => {
  const server = await aServer('Plasma', true);
  const { becomes, told } = follow('KDE');
  expect(await becomes('do-not-disturb')).toEqual({ source: 'kde', state: 'do-not-disturb' });
  await server.setInhibited(false);
  await becomes('normal');
  const seen = told.all.length;
  await server.setInhibited(true);
  await becomes('do-not-disturb', seen);
});

test('while a desktop restarts its shell it is as quiet as it was', async () => {
  const first = await startQuietServer(address, 'Plasma', true);
  const { becomes, told, reader } = follow('KDE');
  await becomes('do-not-disturb');
  await first.stop();
  const second = await aServer('Plasma', true);
  await second.setInhibited(false);
  await becomes('normal');
  expect(told.all).toEqual([
    { source: 'kde', state: 'do-not-disturb' },
    { source: 'kde', state: 'normal' },
  ]);
  expect(reader.now?.source).toBe('kde');
});

test('of a daemon that nobody knows nothing is claimed', async () => {
  const known = await startQuietServer(address, 'Plasma', true);
  const { becomes, told } = follow();
  await becomes('do-not-disturb');
  await known.stop();
  await aServer('somebody');
  expect(await told.next((quiet) => quiet === null)).toBeNull();
});

test('a desktop that starts its shell again and again leaves nothing to listen for behind', async () => {
  const { told } = follow();
  const asking = await joinBus(address);
  endings.push(asking.leave);
  async function rules(): Promise<number> {
    const [all] = await asking.call(
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.Debug.Stats.GetAllMatchRules',
    );
    return Object.values(z.record(z.string(), z.array(z.string())).parse(all)).flat().length;
  }
  const counts: number[] = [];
  for (const isQuiet of [true, false, true, false]) {
    const server = await startQuietServer(address, 'Plasma', isQuiet);
    await told.next((quiet) => quiet?.state === (isQuiet ? 'do-not-disturb' : 'normal'), counts.length);
    counts.push(await rules());
    await server.stop();
  }
  expect(new Set(counts).size).toBe(1);
});
