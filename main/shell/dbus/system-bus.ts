import { existsSync } from 'node:fs';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { openSessionBus, type SessionBus } from './session-bus.ts';

const USUAL_ADDRESS = 'unix:path=/run/dbus/system_bus_socket';

/** The bus of the whole computer, which behaves as that of a session; null where there is none, as in a container. */
export function openSystemBus(tools: { readonly clock: Clock; readonly log: Logger }): SessionBus | null {
  const busAddress = process.env['DBUS_SYSTEM_BUS_ADDRESS'] || USUAL_ADDRESS;
  const [, socketPath] = /^unix:path=([^,;]+)/.exec(busAddress) ?? [];
  if (socketPath !== undefined && !existsSync(socketPath)) return null;
  return openSessionBus({ ...tools, busAddress });
}
