import type { Result } from '../../../../shared/result.ts';
import { openPayload, type PayloadKey } from '../crypto/payload-key.ts';
import type { SeenCiphertexts } from './seen-ciphertexts.ts';
import type { Versioned } from '../server/updates.ts';

export interface SealedValueParts<T> {
  /** Of the session and the value, for the guard against replays. */
  readonly place: string;
  /** Null where the session's key could not be read. */
  readonly key: PayloadKey | null;
  readonly seen: SeenCiphertexts;
  readonly read: (plaintext: string) => Result<T, unknown>;
  /** For what is only read, not written back: states grow to a megabyte. */
  readonly forgetsText?: true;
}

export interface HeldValue<T> {
  readonly version: number;
  /** As it was decrypted; empty where it is not kept. */
  readonly plaintext: string;
  readonly value: T;
}

/**
 * One encrypted value of a session, of which only a newer version counts. What cannot be read replaces nothing: the version
 * held stays the one that was read, so that the next one that can be read is taken.
 */
export class SealedValue<T> {
  readonly #parts: SealedValueParts<T>;
  #held: HeldValue<T> | null = null;
  #isUnreadable = false;
  #versionEmpty = -1;

  constructor(parts: SealedValueParts<T>) {
    this.#parts = parts;
  }

  get held(): HeldValue<T> | null {
    return this.#held;
  }

  /** There is a newer version than the one held, and it cannot be read. */
  get isUnreadable(): boolean {
    return this.#isUnreadable;
  }

  take({ value, version }: Versioned): 'taken' | 'old' | 'replayed' | 'unreadable' {
    if (version <= Math.max(this.#held?.version ?? -1, this.#versionEmpty)) return 'old';
    if (value === null) return this.#empty(version);
    const { key, seen, place, read, forgetsText } = this.#parts;
    const here = `${place}/${version}`;
    if (!seen.isAt(here, value)) return 'replayed';
    const opened = key === null ? null : openPayload(key, value);
    if (opened?.ok === true) seen.note(here, value);
    const plaintext = opened?.ok === true ? opened.value.toString('utf8') : null;
    const meant = plaintext === null ? null : read(plaintext);
    if (plaintext === null || meant?.ok !== true) {
      this.#isUnreadable = true;
      return 'unreadable';
    }
    this.#held = { version, plaintext: forgetsText === true ? '' : plaintext, value: meant.value };
    this.#isUnreadable = false;
    return 'taken';
  }

  /** Nothing is there: before the first version, or since somebody took it away. */
  #empty(version: number): 'taken' {
    this.#versionEmpty = version;
    this.#held = null;
    this.#isUnreadable = false;
    return 'taken';
  }
}
