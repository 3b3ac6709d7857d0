import { afterEach, expect, test } from 'vitest';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { followNetworkManager } from '../../../main/shell/dbus/network-manager.ts';
import { openSessionBus } from '../../../main/shell/dbus/session-bus.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';
import {
  IN_TUNNEL,
  OFFLINE,
  ON_WIRE,
  startNetworkManager,
  type Network,
} from '../../support/desktop/network-manager.ts';
import { recordingLog } from '../../support/recording-log.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function aManager(address: string, first: Network, name?: null) {
  const manager = await startNetworkManager(address, first, name);
  endings.push(manager.stop);
  return manager;
}

async function aBus() {
  const { address, stop } = await startPrivateBus();
  endings.push(stop);
  return address;
}

function follow(address: string) {
  const told = createHappenings<number>('network');
  const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
  const stop = followNetworkManager(bus, () => told.push(told.all.length));
  endings.push(() => {
    stop();
    bus.close();
  });
  return told;
}

test('a network that comes back, or another way out, is told once each, however often the system repeats it', async () => {
  const address = await aBus();
  const manager = await aManager(address, ON_WIRE);
  const told = follow(address);
  await manager.asked(1);
  await manager.becomes(ON_WIRE);
  await manager.becomes(IN_TUNNEL);
  await manager.becomes(IN_TUNNEL);
  await told.next(() => true);
  await manager.becomes(OFFLINE);
  await manager.becomes(OFFLINE);
  await manager.asked(6);
  await manager.becomes(ON_WIRE);
  await manager.becomes(ON_WIRE);
  await told.next((count) => count === 1);
  await manager.becomes(OFFLINE);
  await manager.asked(9);
  await manager.becomes(ON_WIRE);
  await told.next((count) => count === 2);
  expect(told.all).toEqual([0, 1, 2]);
});

test('a signal of any other program changes nothing', async () => {
  const address = await aBus();
  const manager = await aManager(address, ON_WIRE);
  const stranger = await aManager(address, OFFLINE, null);
  const told = follow(address);
  await manager.asked(1);
  await stranger.becomes(IN_TUNNEL);
  await manager.becomes(IN_TUNNEL);
  await told.next(() => true);
  expect(told.all).toEqual([0]);
});

test('while NetworkManager itself is started anew the network is the one that it was', async () => {
  const address = await aBus();
  const first = await startNetworkManager(address, ON_WIRE);
  const told = follow(address);
  await first.asked(1);
  await first.stop();
  const second = await aManager(address, ON_WIRE);
  await second.asked(1);
  await second.becomes(IN_TUNNEL);
  await told.next(() => true);
  expect(told.all).toEqual([0]);
});
