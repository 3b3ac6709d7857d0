import * as z from 'zod';
import type { Frame } from '../../../claude/frame.ts';
import type { Result } from '../../../../shared/result.ts';
import { err, ok } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { SendOutcome } from '../../../ports/backend.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { Clock } from '../../../ports/clock.ts';

const ACCEPTED_WITHIN_MS = 10 * SECOND_MS;

/** Claude Code tells of each message by its uuid: queued at once, then started, completed or cancelled. */
const lifecycleWire = z.object({ command_uuid: z.string(), state: z.string() });
const echoWire = z.object({ uuid: z.string(), isReplay: z.literal(true) });

type Accepted = Result<null, CommandError>;

/** Messages of the person that Claude Code has not taken in yet. */
export class SentMessages {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, (result: Accepted) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Hands a message over and waits until it was taken in, be it into the queue behind a running turn. Handing over the
   * same uuid again is harmless: Claude Code takes each one once.
   */
  async hand(uuid: string, write: () => Promise<SendOutcome>): Promise<Accepted> {
    let cancel: () => void = () => undefined;
    const accepted = new Promise<Accepted>((resolve) => {
      this.#waiting.set(uuid, resolve);
      cancel = this.#clock.schedule(ACCEPTED_WITHIN_MS, () => resolve(err({ code: 'timeout' })));
    });
    const sent = await write();
    if (sent.tag !== 'sent') this.#settle(uuid, err({ code: 'offline' }));
    const result = await accepted;
    cancel();
    this.#waiting.delete(uuid);
    return result;
  }

  /** Reads what tells of a message, and leaves everything else. */
  hear({ type, value }: Frame): void {
    if (this.#waiting.size === 0) return;
    const lifecycle = type === 'command_lifecycle' ? lifecycleWire.safeParse(value) : null;
    const echo = type === 'user' ? echoWire.safeParse(value) : null;
    if (lifecycle?.success) this.#settle(lifecycle.data.command_uuid, ok(null));
    if (echo?.success) this.#settle(echo.data.uuid, ok(null));
  }

  /** The session is over: what it has not taken in by now, it never will. */
  giveUp(): void {
    for (const uuid of [...this.#waiting.keys()]) this.#settle(uuid, err({ code: 'offline' }));
  }

  #settle(uuid: string, result: Accepted): void {
    this.#waiting.get(uuid)?.(result);
  }
}
