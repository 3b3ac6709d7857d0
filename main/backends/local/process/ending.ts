import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { OwnSession } from './own-session.ts';

interface Patience {
  readonly terminateAfterMs: number;
  readonly killAfterMs: number;
  readonly giveUpAfterMs: number;
}

/** The person ended this one session: what it wrote so far should stand. */
const UNHURRIED: Patience = {
  terminateAfterMs: 3 * SECOND_MS,
  killAfterMs: 6 * SECOND_MS,
  giveUpAfterMs: 8 * SECOND_MS,
};
/** Gatehouse itself ends, and waits 1.2 s at most. A command that runs is ended by the signal, at once. */
const HURRIED: Patience = { terminateAfterMs: 100, killAfterMs: 700, giveUpAfterMs: 1_100 };

/** Stops the turn, then the input, at whose end Claude Code goes by itself; what does not go is made to. */
export function endSession(session: OwnSession, clock: Clock): Promise<void> {
  void session.conversation.calls.call(session.child, { subtype: 'interrupt' });
  return endWithin(session, clock, UNHURRIED);
}

export function endSessionNow(session: OwnSession, clock: Clock): Promise<void> {
  return endWithin(session, clock, HURRIED);
}

async function endWithin(session: OwnSession, clock: Clock, patience: Patience): Promise<void> {
  const { child } = session;
  session.expectEnd();
  child.endInput();
  const timers = [
    clock.schedule(patience.terminateAfterMs, () => child.terminate()),
    clock.schedule(patience.killAfterMs, () => void child.kill()),
  ];
  // A process that hangs in the system itself ends when that lets go of it; nobody waits for that.
  const givenUp = new Promise<void>((resolve) => timers.push(clock.schedule(patience.giveUpAfterMs, resolve)));
  await Promise.race([child.ended, givenUp]);
  for (const cancel of timers) cancel();
}
