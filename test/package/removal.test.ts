import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { processesFrom } from '../support/package/app-processes.ts';
import { PROFILE, startGuestDesk, type GuestDesk } from '../support/package/guest-desk.ts';
import { installDeb, installedVersion, purgeDeb, removeDeb } from '../support/package/installed.ts';
import { asRoot, tryAsRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';

const CLAUDE_SETTINGS = '.claude/settings.json';
const AUTOSTART = '.config/autostart/gatehouse.desktop';
const BEFORE = '{\n\t"model": "opus",\n\t"hooks": { "Stop": [] }\n}';
const PLACES = ['/opt', '/usr/bin', '/usr/share', '/etc', '/usr/lib', '/var/lib'];

holdThisComputerAlone();
let desk: GuestDesk;
beforeAll(async () => {
  desk = await startGuestDesk();
});
afterAll(() => desk.stop());

/** Files of the system that carry our name; dpkg's own notes of a package that is not purged are dpkg's. */
function traces(): readonly string[] {
  const found = tryAsRoot('find', ...PLACES, '-xdev', '-iname', '*gatehouse*', '-not', '-path', '/var/lib/dpkg/*');
  return found.stdout.trim().split('\n').filter(Boolean).sort();
}

let tracesBefore: readonly string[];
beforeEach(async () => {
  await purgeDeb();
  tracesBefore = traces();
  await installDeb('1.0.0');
  desk.guest.write(CLAUDE_SETTINGS, BEFORE);
  desk.guest.write(`${PROFILE}/settings.json`, '{"version":1,"guideDone":true,"startAtLogin":true}');
});

test('removing the app while it runs ends it and takes away hooks, autostart and every file; the profile stays, and it says where', async () => {
  expect((await desk.run(['gatehouse', '--connect-claude'])).code).toBe(0);
  expect(desk.guest.read(CLAUDE_SETTINGS)).toContain('x-gatehouse-token');
  const app = await desk.start(['gatehouse', '--hidden']);
  await expect.poll(() => desk.guest.has(AUTOSTART)).toBe(true);
  expect(desk.guest.read(AUTOSTART)).toContain('Exec=/opt/Gatehouse/gatehouse --hidden');

  const { stdout } = await removeDeb();
  expect(stdout).toContain(`settings and journal of ${desk.guest.name} stay in ${desk.guest.homeDir}/${PROFILE}`);
  await expect.poll(app.hasEnded).toBe(true);
  expect(processesFrom('/opt/Gatehouse')).toEqual([]);
  expect(desk.guest.read(CLAUDE_SETTINGS)).toBe(BEFORE);
  expect(desk.guest.has(AUTOSTART)).toBe(false);
  expect(desk.guest.has(`${PROFILE}/settings.json`)).toBe(true);
  expect([installedVersion(), traces()]).toEqual([null, tracesBefore]);
  expect(tryAsRoot('test', '-e', '/opt/Gatehouse').code).toBe(1);
  expect(asRoot('find', '/usr/share/applications', '-name', 'mimeinfo.cache', '-exec', 'cat', '{}', '+')).not.toContain(
    'gatehouse',
  );
});

test('hooks that a killed app left behind go with a purge, too', async () => {
  expect((await desk.run(['gatehouse', '--connect-claude'])).code).toBe(0);
  const app = await desk.start(['gatehouse', '--hidden']);
  await app.kill();
  expect(desk.guest.read(CLAUDE_SETTINGS)).toContain('x-gatehouse-token');
  await purgeDeb();
  expect(desk.guest.read(CLAUDE_SETTINGS)).toBe(BEFORE);
  expect(desk.guest.has(AUTOSTART)).toBe(false);
  expect(traces()).toEqual(tracesBefore);
  expect(desk.guest.has(`${PROFILE}/settings.json`)).toBe(true);
});

test('an installation puts in place the command, and the rights that the sandbox of this system needs', () => {
  expect(asRoot('readlink', '/usr/bin/gatehouse').trim()).toBe('/opt/Gatehouse/gatehouse');
  const mayMakeNamespaces = tryAsRoot('runuser', '-u', 'nobody', '--', 'unshare', '--user', '--map-root-user', 'true');
  const mode = asRoot('stat', '-c', '%a %U:%G', '/opt/Gatehouse/chrome-sandbox').trim();
  expect(mode).toBe(mayMakeNamespaces.code === 0 ? '755 root:root' : '4755 root:root');
  const writable = asRoot('find', '/opt/Gatehouse', '-perm', '/022', '-not', '-type', 'l').trim();
  expect(writable).toBe('');
  expect(asRoot('find', '/opt/Gatehouse', '-not', '-user', 'root').trim()).toBe('');
});

test('what dpkg calls for an upgrade or a failed one takes nothing away', () => {
  for (const how of ['upgrade', 'failed-upgrade', 'abort-upgrade', 'abort-install', '1']) {
    asRoot('/var/lib/dpkg/info/gatehouse.postrm', how, '1.0.0');
    if (!how.startsWith('abort')) asRoot('/var/lib/dpkg/info/gatehouse.prerm', how, '1.1.0');
    expect(tryAsRoot('test', '-x', '/usr/bin/gatehouse').code).toBe(0);
  }
});
