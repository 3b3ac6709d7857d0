import { net } from 'electron';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';

const LOOK_EVERY_MS = 3 * SECOND_MS;

export interface NetworkLook {
  /** Call it when it may have changed whether somebody waits. */
  check(): void;
  stop(): void;
}

/**
 * Tells when the network is back. The main process has no event for it, so it is looked at now and then, and only while
 * somebody waits for it.
 *
 * @param isWaited  whether a connection is down
 */
export function followNetwork(tools: {
  readonly clock: Clock;
  readonly isWaited: () => boolean;
  readonly onOnline: () => void;
}): NetworkLook {
  let wasOnline = net.isOnline();
  let cancel: (() => void) | null = null;
  let isOver = false;

  function look(): void {
    cancel = null;
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) tools.onOnline();
    wasOnline = isOnline;
    check();
  }
  function check(): void {
    if (!isOver && tools.isWaited()) cancel ??= tools.clock.schedule(LOOK_EVERY_MS, look);
  }
  return {
    check,
    stop() {
      isOver = true;
      cancel?.();
    },
  };
}
