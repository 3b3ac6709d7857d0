import { afterEach, expect, test } from 'vitest';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { openSessionBus, type SessionBus } from '../../../main/shell/dbus/session-bus.ts';
import { createLinuxQuiet } from '../../../main/shell/quiet/linux-quiet.ts';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';
import { startNotificationDaemon } from '../../support/desktop/notification-daemon.ts';
import { startQuietServer } from '../../support/desktop/quiet-server.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';

const LIMIT_MS = 25_000;
const CAPABILITIES = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
  member: 'GetCapabilities',
} as const;
const BUS_ID = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'GetId',
} as const;

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A bus with a daemon that takes calls and does not answer, and our line to it, with time in the test's hand. */
async function silence() {
  const { address, stop } = await startPrivateBus();
  const daemon = await startNotificationDaemon(address, { hanging: true });
  const clock = createHandClock();
  const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
  endings.push(stop, daemon.stop, () => bus.close());
  await isUp(bus);
  return { bus, clock, daemon, stopBus: stop };
}

const isUp = (bus: SessionBus, wanted = true) =>
  new Promise<void>((resolve) => bus.onChange((now) => now === wanted && resolve()));

/** As the bus answers in turn, whatever was asked before it is on its way when this is answered. */
const settle = (bus: SessionBus) => bus.call(BUS_ID);

test('a call that is not answered within the limit is told so, and what is answered yet comes all the same', async () => {
  const { bus, clock, daemon } = await silence();
  const asked = bus.call(CAPABILITIES);
  await settle(bus);
  clock.advance(LIMIT_MS - 1);
  const other = await settle(bus);
  expect(other.ok).toBe(true);
  expect(clock.pending()).toBe(1);
  clock.advance(1);
  const reply = await asked;
  if (reply.ok || reply.error.code !== 'late') throw new Error(`not late: ${JSON.stringify(reply)}`);
  expect(clock.pending()).toBe(0);
  daemon.hang(false);
  expect(await reply.error.answer).toMatchObject({ ok: true, value: [expect.arrayContaining(['actions'])] });
});

test('a caller that somebody waits for has a limit of its own', async () => {
  const { bus, clock } = await silence();
  const asked = bus.call(CAPABILITIES, 3_000);
  clock.advance(3_000);
  expect(await asked).toMatchObject({ ok: false, error: { code: 'late' } });
});

test('no timer runs on after an answer, a refusal, the end of the bus, or our own end', async () => {
  const { bus, clock, stopBus } = await silence();
  await settle(bus);
  expect(await bus.call({ ...BUS_ID, member: 'Nonsense' })).toMatchObject({ ok: false, error: { code: 'refused' } });
  expect(clock.pending()).toBe(0);
  const late = bus.call(CAPABILITIES, 1_000);
  clock.advance(1_000);
  const asked = bus.call(CAPABILITIES);
  const down = isUp(bus, false);
  await stopBus();
  await down;
  expect(await asked).toEqual({ ok: false, error: { code: 'no-bus' } });
  const told = await late;
  if (told.ok || told.error.code !== 'late') throw new Error('not late');
  expect(await told.error.answer).toEqual({ ok: false, error: { code: 'no-bus' } });
  expect(clock.pending()).toBe(1); // to dial again
  bus.close();
  expect(clock.pending()).toBe(0);
});

/** The reader of do-not-disturb, before a desktop that hangs. */
async function quietDesktop(name: string, desktop: string, hangs: 'all' | 'name') {
  const { address, stop } = await startPrivateBus();
  const server = await startQuietServer(address, name, true);
  server.hang(hangs);
  const clock = createHandClock();
  const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
  const told = createHappenings<SystemQuiet | null>('quiet');
  const reader = createLinuxQuiet({ bus, desktop, onChange: (quiet) => told.push(quiet) });
  endings.push(stop, server.stop, () => (reader.stop(), bus.close()));
  await server.asked.next((member) => member === 'GetServerInformation');
  return { server, clock, told };
}

test('do-not-disturb of a desktop that answers only after the limit is still heard', async () => {
  const { server, clock, told } = await quietDesktop('Plasma', 'KDE', 'all');
  clock.advance(LIMIT_MS);
  await server.asked.next((member) => member === 'Inhibited');
  clock.advance(LIMIT_MS);
  server.hang('nothing');
  expect(await told.next(() => true)).toEqual({ source: 'kde', state: 'do-not-disturb' });
});

test('a daemon that does not say its name is taken for that of the desktop, until it does', async () => {
  const { server, clock, told } = await quietDesktop('mako', 'KDE', 'name');
  clock.advance(LIMIT_MS);
  expect(await told.next(() => true)).toEqual({ source: 'kde', state: 'do-not-disturb' });
  server.hang('nothing');
  expect(await told.next((quiet) => quiet === null)).toBeNull();
});
