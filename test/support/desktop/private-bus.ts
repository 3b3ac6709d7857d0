import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './started-process.ts';

export interface PrivateBus {
  readonly address: string;
  /** For the environment of a program that shall use this bus as its session bus. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  stop(): Promise<void>;
}

/**
 * Starts a real message bus of our own.
 *
 * @param socketPath  where a bus shall come back that an earlier one left; else a fresh place
 */
export async function startPrivateBus(socketPath?: string): Promise<PrivateBus> {
  const dir = socketPath === undefined ? mkdtempSync(join(tmpdir(), 'gatehouse-bus-')) : null;
  const path = socketPath ?? join(dir ?? tmpdir(), 'bus');
  const daemon = startProcess('dbus-daemon', [
    '--session',
    '--nofork',
    '--nopidfile',
    '--print-address=1',
    `--address=unix:path=${path}`,
  ]);
  await daemon.firstLine;
  const address = `unix:path=${path}`;
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    async stop() {
      await daemon.stop();
      rmSync(dir ?? path, { recursive: true, force: true });
    },
  };
}
