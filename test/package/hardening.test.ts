import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/net/servers.ts';
import { packagesOf } from '../support/packages.ts';
import { PROFILE, startGuestDesk, type GuestApp, type GuestDesk } from '../support/package/guest-desk.ts';
import { installDeb } from '../support/package/installed.ts';
import { asRoot } from '../support/package/root.ts';
import { holdThisComputerAlone } from '../support/package/this-computer.ts';

/** The characters that stand for a fuse in the program. */
const [DISABLE, ENABLE] = [0x30, 0x31];
const RESOURCES = '/opt/Gatehouse/resources';

holdThisComputerAlone();
let desk: GuestDesk;
beforeAll(async () => {
  await installDeb('1.0.0');
  desk = await startGuestDesk();
  desk.guest.write('marker.cjs', `require('node:fs').writeFileSync(process.env.MARKER, 'was here');`);
});
afterAll(() => desk.stop());
afterEach(() => desk.endAll());

const marker = (name: string) => ({ MARKER: join(desk.guest.homeDir, name) });
const isMarked = (name: string) => desk.guest.has(name);

test('the fuses of the program are set as wanted', async () => {
  const wire = await getCurrentFuseWire(join(packagesOf('1.0.0').unpackedDir, 'gatehouse'));
  expect({
    runAsNode: wire[FuseV1Options.RunAsNode],
    nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
    onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
    fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    // Electron has this check on macOS and Windows only.
    asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
  }).toEqual({
    runAsNode: DISABLE,
    nodeOptions: DISABLE,
    inspect: DISABLE,
    cookieEncryption: ENABLE,
    onlyAsar: ENABLE,
    fileProtocol: DISABLE,
    asarIntegrity: DISABLE,
  });
});

test('ELECTRON_RUN_AS_NODE does not make it a Node that runs what it is told', async () => {
  const script = join(desk.guest.homeDir, 'marker.cjs');
  const app = await startNormally(['gatehouse', '--hidden', script], {
    ...marker('as-node'),
    ELECTRON_RUN_AS_NODE: '1',
  });
  await endNormally(app);
  expect(isMarked('as-node')).toBe(false);
});

test('NODE_OPTIONS loads nothing into it', async () => {
  const options = `--require=${join(desk.guest.homeDir, 'marker.cjs')}`;
  const app = await startNormally(['gatehouse', '--hidden'], { ...marker('options'), NODE_OPTIONS: options });
  await endNormally(app);
  expect(isMarked('options')).toBe(false);
});

test.each([['--inspect'], ['--inspect-brk'], ['--inspect-port'], ['--remote-debugging-port']])(
  '%s opens no port, and the app ends at once instead of running with it',
  async (name) => {
    const port = await freePort();
    const { code } = await desk.run(['gatehouse', '--hidden', `${name}=${port}`]);
    expect(code).toBe(0);
    expect(await isListening(port)).toBe(false);
    expect(logOf()).not.toContain(`:${port}`);
  },
);

test('with any switch that opens it, steers what it runs or takes its guards away it does not run', async () => {
  const before = desk.tray.items.all.length;
  const codes = await Promise.all(
    [
      '--remote-debugging-pipe',
      '--js-flags=--expose-gc',
      '--gpu-launcher=/usr/bin/env',
      '--renderer-cmd-prefix=/usr/bin/env',
      '--utility-cmd-prefix=/usr/bin/env',
      '--disable-web-security',
      '--load-extension=/tmp',
      '--host-rules=MAP * 127.0.0.1',
      '--host-resolver-rules=MAP * 127.0.0.1',
      '--ignore-certificate-errors',
      '--disable-site-isolation-trials',
      '--remote-allow-origins=*',
    ].map(async (argument) => [argument, (await desk.run(['gatehouse', '--hidden', argument])).code]),
  );
  expect(codes.filter(([, code]) => code !== 0)).toEqual([]);
  expect(desk.tray.items.all.length).toBe(before);
});

test('SIGUSR1, which opens the debugger of a Node, opens none', async () => {
  const app = await startNormally(['gatehouse', '--hidden']);
  asRoot('kill', '-USR1', String(app.pid));
  // It does no harm, or it ends the program as any signal does that nobody listens to.
  await desk.tray.menu().catch(() => undefined);
  expect(await isListening(9229)).toBe(false);
});

test('a folder beside the archive, or one that looks like it, is not loaded even when root put it there', async () => {
  const script = `require('node:fs').writeFileSync(process.env.MARKER, 'was here'); require('electron').app.exit(7);`;
  desk.guest.write('evil/index.cjs', script);
  desk.guest.write('evil/package.json', '{"name":"evil","main":"index.cjs"}');
  const evil = join(desk.guest.homeDir, 'evil');
  try {
    asRoot('cp', '-r', evil, `${RESOURCES}/app`);
    asRoot('mkdir', '-p', `${RESOURCES}/app.asar.unpacked/out`);
    asRoot('cp', '-r', evil, `${RESOURCES}/app.asar.unpacked/out/main`);
    const app = await startNormally(['gatehouse', '--hidden'], marker('folder'));
    await endNormally(app);
    expect(isMarked('folder')).toBe(false);
  } finally {
    asRoot('rm', '-rf', `${RESOURCES}/app`, `${RESOURCES}/app.asar.unpacked/out`);
  }
});

test('an argument cannot name another app to run', async () => {
  const app = await startNormally(['gatehouse', '--hidden', join(desk.guest.homeDir, 'evil')], marker('argument'));
  await endNormally(app);
  expect(isMarked('argument')).toBe(false);
});

test('its user cannot change what it runs: Linux checks no archive, so the rights of the folder have to', async () => {
  for (const path of ['app.asar', 'app.asar.unpacked/x', '../gatehouse', '../libffmpeg.so', 'app']) {
    const { code } = await desk.run(['sh', '-c', `echo evil >> '${RESOURCES}/${path}'`]);
    expect([path, code]).not.toEqual([path, 0]);
  }
});

/** It is the app and not something else: it has its icon, says that it began, and ends as it should. */
async function startNormally(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<GuestApp> {
  const starts = () => logOf().split('"event":"started"').length;
  const before = starts();
  const app = await desk.start(command, env);
  await expect.poll(starts).toBe(before + 1);
  return app;
}

async function endNormally(app: GuestApp): Promise<void> {
  expect(await app.quit()).toBe(0);
}

function logOf(): string {
  return desk.guest.read(`${PROFILE}/logs/gatehouse.log`) ?? '';
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
