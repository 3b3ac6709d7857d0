import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readJson } from '../../../claude/frame.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { LineEvent } from '../server/socket-io-dial.ts';
import { KnownIds } from './known-ids.ts';
import { pause } from './wait.ts';

/** @returns what is to be answered; undefined = nothing to say, which is an answer as well */
export type RpcHandler = (params: unknown) => Promise<unknown>;

export interface RpcTableOptions {
  readonly sessionId: () => string;
  /** By name, without the session. Only these exist. */
  readonly handlers: () => ReadonlyMap<string, RpcHandler>;
  /** Null for what is not ours or was changed on its way. */
  readonly unseal: (sealed: string) => string | null;
  readonly seal: (plaintext: string) => string;
  /** Whether a call that changes something came before, in an earlier run too. */
  readonly wasCalled: (id: string) => boolean;
  readonly onCalled: (id: string) => void;
  readonly words: () => OtherDeviceWords['calls'];
  readonly clock: Clock;
  readonly log: Logger;
  readonly name: string;
}

const requestWire = z.object({ method: z.string(), params: z.string() });

/** Programs look for this text, so it is the same in every language. */
const NO_SUCH_METHOD = 'Method not found';
/** The service gives up on a call after 30 s. */
const HANDLER_LIMIT_MS = 25 * SECOND_MS;
const REMEMBERED = 10_000;
/** What changes something outside of this run. An answer to an ask does too, and its name is good only once. */
const CHANGING: ReadonlySet<string> = new Set(['abort', 'killSession', 'writeFile']);
/** The service cuts the connection over a message of 1 MB. */
const MAX_REPLY_CHARS = 990_000;
/** A device that did not hear the reply says it again, and reads in the state what became of it. */
const REPEATED_IN_SILENCE: ReadonlySet<string> = new Set(['permission']);

/** Calls of other devices. Every one of them is answered, whatever becomes of it, and each ciphertext acts once. */
export class RpcTable {
  readonly #options: RpcTableOptions;
  readonly #seen = new KnownIds(REMEMBERED);
  #unreadable = 0;
  #replayed = 0;

  constructor(options: RpcTableOptions) {
    this.#options = options;
  }

  /** @param event  an `rpc-request` */
  async receive({ payload, reply }: LineEvent): Promise<void> {
    const answer = await this.#answer(payload);
    // Zero bytes are how "nothing to say" is written.
    const sealed = this.#options.seal(answer === undefined ? '' : JSON.stringify(answer));
    const isTooLarge = sealed.length > MAX_REPLY_CHARS;
    reply?.(isTooLarge ? this.#options.seal(JSON.stringify(this.#failure('answer-too-large'))) : sealed);
  }

  /** The service will not pass a call on. */
  notRegistered(): void {
    this.#options.log.warn('share-call-not-registered', { session: this.#options.name });
  }

  async #answer(payload: unknown): Promise<unknown> {
    const read = requestWire.safeParse(payload);
    if (!read.success) return this.#failure('not-readable');
    const { method, params } = read.data;
    const prefix = `${this.#options.sessionId()}:`;
    const name = method.startsWith(prefix) ? method.slice(prefix.length) : '';
    const handler = this.#options.handlers().get(name);
    if (handler === undefined) return failure(NO_SUCH_METHOD);
    const plaintext = this.#options.unseal(params);
    const value = plaintext === null ? null : readJson(plaintext === '' ? '{}' : plaintext);
    if (value === null || !value.ok) {
      this.#unreadable += 1;
      this.#options.log.warn('share-call-unreadable', { session: this.#options.name, count: this.#unreadable });
      return this.#failure('not-decrypted');
    }
    const id = `called:${createHash('sha256').update(params).digest('base64')}`;
    if (!this.#seen.add(id) || this.#options.wasCalled(id)) {
      this.#replayed += 1;
      this.#options.log.warn('share-call-replayed', { session: this.#options.name, count: this.#replayed });
      return REPEATED_IN_SILENCE.has(name) ? undefined : this.#failure('came-before');
    }
    if (CHANGING.has(name)) this.#options.onCalled(id);
    return await this.#run(handler, value.value);
  }

  #failure(why: keyof OtherDeviceWords['calls']): ReturnType<typeof failure> {
    return failure(this.#options.words()[why]);
  }

  async #run(handler: RpcHandler, params: unknown): Promise<unknown> {
    const limit = pause(this.#options.clock, HANDLER_LIMIT_MS);
    try {
      return await Promise.race([handler(params), limit.over.then(() => this.#failure('took-too-long'))]);
    } catch (error) {
      this.#options.log.error('share-call-failed', { session: this.#options.name, error: String(error) });
      return this.#failure('not-done');
    } finally {
      limit.end();
    }
  }
}

/** How a handler says that it could not do what was asked. */
export function failure(error: string): { readonly error: string } {
  return { error };
}
