import { err, ok, type Result } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import type { SendOutcome } from '../ports/backend.ts';
import type { CommandError } from '../ports/command.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { controlRequest } from './control-frames.ts';
import type { ControlResponse } from './heard.ts';

const REPLY_WITHIN_MS = 10 * SECOND_MS;

/** Whatever carries control frames to a session. */
export interface ControlWay {
  /** Hands over one control frame, once. */
  send(wire: string): Promise<SendOutcome>;
}

/** Control requests of ours that wait for their reply. */
export class ControlCalls {
  readonly #waiting = new Map<string, (response: ControlResponse) => void>();
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** @returns true if the reply was to one of our requests */
  settle(response: ControlResponse): boolean {
    const done = this.#waiting.get(response.requestId);
    done?.(response);
    return this.#waiting.delete(response.requestId);
  }

  /** Registers a request whose reply may come at any time later, or never. @returns its frame, and how to forget it */
  expect(
    request: { readonly subtype: string; readonly [key: string]: unknown },
    onReply: (response: ControlResponse) => void,
  ) {
    const id = this.#random.uuid();
    this.#waiting.set(id, onReply);
    return { wire: controlRequest(id, this.#random.uuid(), request), forget: () => void this.#waiting.delete(id) };
  }

  /** @returns what the far side replied with, unread */
  async call(
    channel: ControlWay,
    request: { readonly subtype: string; readonly [key: string]: unknown },
  ): Promise<Result<unknown, CommandError>> {
    let finish: (result: Result<unknown, CommandError>) => void = () => undefined;
    const replied = new Promise<Result<unknown, CommandError>>((resolve) => (finish = resolve));
    const expected = this.expect(request, (response) => finish(commandResult(response)));
    const cancelTimer = this.#clock.schedule(REPLY_WITHIN_MS, () => finish(err({ code: 'timeout' })));
    const sent = await channel.send(expected.wire);
    if (sent.tag === 'failed') finish(err({ code: 'offline' }));
    if (sent.tag === 'refused') finish(err({ code: 'refused', detail: String(sent.status) }));
    const result = await replied;
    cancelTimer();
    expected.forget();
    return result;
  }
}

function commandResult({ outcome }: ControlResponse): Result<unknown, CommandError> {
  if (outcome.tag === 'success') return ok(outcome.value);
  return err({ code: outcome.code === 'unsupported_request' ? 'not-supported' : 'refused', detail: outcome.code });
}
