import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { LinkCause } from '../../../../shared/model/session.ts';
import type { Result } from '../../../../shared/result.ts';
import { isRecord, readJson } from '../../../claude/frame.ts';
import { backOffMs } from '../../../net/back-off.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Logger } from '../../../ports/logger.ts';
import type { Random } from '../../../ports/random.ts';
import type { CallError } from '../server/happy-socket.ts';
import { editJson } from '../wire/edit-json.ts';
import { pause, type Pause } from './wait.ts';

export interface VersionedOptions {
  /** Of the event that writes it, and of the members that carry it. */
  readonly event: 'update-metadata' | 'update-state';
  readonly field: 'metadata' | 'agentState';
  /** What it should be, made from what it is; both the JSON text of an object. The same when made again from its own result. */
  readonly next: (current: string | null) => string;
  readonly call: (event: string, payload: Readonly<Record<string, unknown>>) => Promise<Result<unknown, CallError>>;
  readonly sessionId: () => string;
  readonly seal: (plaintext: string) => string;
  /** Null for what cannot be read. */
  readonly unseal: (sealed: string) => string | null;
  /** Reads it anew from the service, by `take`. False = it could not be read. */
  readonly reread: () => Promise<boolean>;
  /** It was written. */
  readonly onWritten: () => void;
  /** Another device wrote it. */
  readonly onHeard: (value: string | null) => void;
  /** The socket took no message of its size: `next` has to make it smaller. False = it cannot. */
  readonly onTooLarge: () => boolean;
  /** Somebody else writes it, again and again. */
  readonly onConflict: () => void;
  readonly onTrouble: (trouble: { readonly cause: LinkCause; readonly retryAtMs: number } | null) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly name: string;
}

const ackWire = z.discriminatedUnion('result', [
  z.looseObject({ result: z.literal('success'), version: z.number().int().nonnegative() }),
  z.looseObject({ result: z.literal('version-mismatch'), version: z.number().int().nonnegative() }),
  z.looseObject({ result: z.literal('error') }),
]);
const content = z.string().nullish();

/** After so many mismatches in a row it is read anew; after as many again it is a conflict. */
const MAX_MISMATCHES = 5;
/** The same for writes of which nobody knows what became of them. */
const REREAD_AFTER_FAILURES = 5;

/** Everything else is what the service said. */
const CAUSES: Readonly<Partial<Record<string, LinkCause['code']>>> = { timeout: 'timeout', 'too-large': 'too-large' };

type Step = 'settled' | 'again' | 'stopped';

/**
 * One encrypted value of a session that several may write, each time only over the version they know (compare and swap).
 * There is never more than one write under way; what is wanted meanwhile goes with the next one.
 */
export class VersionedValue {
  readonly #options: VersionedOptions;
  #current: string | null = null;
  #version = -1;
  /** What the service has is not `current`, and nobody can read it. */
  #isSpoiled = false;
  #isOpen = false;
  #isWanted = false;
  #mismatches = 0;
  #failures = 0;
  #running: Promise<void> | null = null;
  #pause: Pause | null = null;

  constructor(options: VersionedOptions) {
    this.#options = options;
  }

  get current(): string | null {
    return this.#current;
  }

  /** What is wanted has been written, as far as it is known here. */
  get isSettled(): boolean {
    return !this.#isWanted && this.#running === null;
  }

  /** The versions were read: it may be written. */
  open(): void {
    this.#isOpen = true;
    this.#mismatches = 0;
    this.want();
  }

  close(): void {
    this.#isOpen = false;
    this.#pause?.end();
  }

  /** `next` gives something else now, or may do so. */
  want(): void {
    this.#isWanted = true;
    if (this.#isOpen) this.#running ??= this.#work();
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    this.#pause?.end();
    await this.#running;
  }

  /**
   * A version of it that the service has. An older one than the one that is known changes nothing.
   *
   * @param sealed  null = it is empty
   */
  take(version: number, sealed: string | null): void {
    if (version <= this.#version) return;
    this.#version = version;
    const text = sealed === null ? null : this.#options.unseal(sealed);
    const value = text === null || text === 'null' ? null : text;
    if ((sealed !== null && text === null) || (value !== null && !editJson(value, []).ok)) {
      // Somebody wrote what cannot be read. What was known last is still the best to begin from.
      this.#isSpoiled = true;
      this.#options.log.warn('share-value-unreadable', { session: this.#options.name, state: this.#options.field });
    } else {
      this.#isSpoiled = false;
      this.#current = value;
      this.#options.onHeard(value);
    }
    this.want();
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWanted && this.#isOpen) {
        this.#isWanted = false;
        const step = await this.#write();
        if (step === 'again') this.#isWanted = true;
        if (step === 'stopped') return;
      }
    } catch (error) {
      // A mistake of ours, which trying again does not heal.
      this.#options.log.error('share-value-bug', { session: this.#options.name, error: String(error) });
    } finally {
      this.#running = null;
    }
  }

  async #write(): Promise<Step> {
    const { event, field, call, seal, sessionId } = this.#options;
    // The first look at the service is still to come, or what it has could not be read at all.
    if (this.#version < 0) return 'stopped';
    const next = this.#options.next(this.#current);
    const isSame = this.#current !== null && isDeepStrictEqual(objectOf(next), objectOf(this.#current));
    if (isSame && !this.#isSpoiled) return this.#settle();
    const expectedVersion = this.#version;
    const sealed = seal(next);
    const answer = await call(event, { sid: sessionId(), [field]: sealed, expectedVersion });
    if (!answer.ok) return this.#failed(answer.error.code);
    const ack = ackWire.safeParse(answer.value);
    if (!ack.success || ack.data.result === 'error') return this.#failed('error');
    this.#failures = 0;
    if (ack.data.result === 'success') {
      // Its echo may have come before.
      if (ack.data.version >= this.#version) {
        this.#version = ack.data.version;
        this.#current = next;
        this.#isSpoiled = false;
      }
      this.#mismatches = 0;
      this.#options.onWritten();
      return this.#settle();
    }
    const theirs = content.safeParse(ack.data[field]);
    this.take(ack.data.version, theirs.success ? (theirs.data ?? null) : null);
    return this.#mismatched();
  }

  #settle(): Step {
    this.#options.onTrouble(null);
    return 'settled';
  }

  async #mismatched(): Promise<Step> {
    this.#mismatches += 1;
    if (this.#mismatches % MAX_MISMATCHES !== 0) {
      await this.#wait(this.#options.random.fraction() * backOffMs(this.#mismatches, this.#options.random));
      return 'again';
    }
    if (this.#mismatches < 2 * MAX_MISMATCHES) {
      await this.#options.reread();
      return 'again';
    }
    this.#isOpen = false;
    this.#options.log.warn('share-conflict', { session: this.#options.name, state: this.#options.field });
    this.#options.onConflict();
    return 'stopped';
  }

  async #failed(code: CallError['code'] | 'error'): Promise<Step> {
    const { clock, random, log, name, field } = this.#options;
    if (code === 'not-open' || code === 'lost') {
      // It is wanted still: the next connection begins with reading what became of it.
      this.#isWanted = true;
      return 'stopped';
    }
    log.warn('share-value-not-written', { session: name, state: field, code });
    if (code === 'too-large' && this.#options.onTooLarge()) return 'again';
    this.#failures += 1;
    if (this.#failures % REREAD_AFTER_FAILURES === 0 || code === 'timeout') await this.#options.reread();
    const delayMs = backOffMs(this.#failures, random);
    const cause: LinkCause = { code: CAUSES[code] ?? 'server-error' };
    this.#options.onTrouble({ cause, retryAtMs: clock.nowMs() + delayMs });
    await this.#wait(delayMs);
    return 'again';
  }

  async #wait(delayMs: number): Promise<void> {
    this.#pause = pause(this.#options.clock, delayMs);
    await this.#pause.over;
    this.#pause = null;
  }
}

function objectOf(text: string): unknown {
  const read = readJson(text);
  return read.ok && isRecord(read.value) ? read.value : null;
}
