import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { openSessionBus, type BusReply, type SessionBus } from '../dbus/session-bus.ts';
import { withinLimit } from './within-limit.ts';

const BUS_LIMIT_MS = 2 * SECOND_MS;
const CALL_LIMIT_MS = 3 * SECOND_MS;

/** The session bus for a few questions, each with its own limit. */
export interface ShortBus {
  readonly bus: SessionBus;
  ask(call: Parameters<SessionBus['call']>[0]): Promise<BusReply>;
}

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** @returns what `work` finds; null if there is no session bus */
export async function withShortBus<T>(
  tools: { readonly clock: Clock; readonly busAddress?: string | undefined },
  work: (bus: ShortBus) => Promise<T>,
): Promise<T | null> {
  const { clock, busAddress } = tools;
  const bus = openSessionBus({ clock, log: quiet, ...(busAddress !== undefined && { busAddress }) });
  try {
    const up = new Promise<boolean>((resolve) => bus.onChange((isUp) => resolve(isUp)));
    if (!(await withinLimit(clock, BUS_LIMIT_MS, up, false))) return null;
    return await work({
      bus,
      ask: (call) => bus.call(call, CALL_LIMIT_MS),
    });
  } finally {
    bus.close();
  }
}
