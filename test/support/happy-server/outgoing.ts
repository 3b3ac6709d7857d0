import { randomBytes } from 'node:crypto';
import type { Server } from 'socket.io';
import type { Clock } from '../../../main/ports/clock.ts';
import type { AccountRow } from './rows.ts';
import type { Audience, Envelope, Seen } from './seen.ts';
import type { Store } from './store.ts';

export const roomOf = (accountId: string, audience: Audience): string =>
  audience.tag === 'user' ? `${accountId}/user` : `${accountId}/${audience.tag}/${audience.id}`;

/** Sends what happened to whoever is interested, and miscounts on purpose when a test wants it. */
export class Outgoing {
  #io: Server | null = null;
  #duplicates = 0;
  #withheld = 0;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #seen: Seen;

  constructor(store: Store, clock: Clock, seen: Seen) {
    this.#store = store;
    this.#clock = clock;
    this.#seen = seen;
  }

  /** @param io  null while the server is down. */
  attach(io: Server | null): void {
    this.#io = io;
  }

  /** Makes an envelope with the account's next number and sends it. */
  update(
    accountId: string,
    body: Readonly<Record<string, unknown>>,
    audience: Audience,
    exceptSocketId?: string,
  ): Envelope {
    const envelope = {
      id: randomBytes(9).toString('base64url'),
      seq: this.takeSeq(accountId),
      body,
      createdAt: this.#clock.nowMs(),
    };
    this.#seen.updates.add({ accountId, audience, envelope });
    if (this.#withheld > 0) {
      this.#withheld--;
      return envelope;
    }
    this.send(accountId, envelope, audience, exceptSocketId);
    if (this.#duplicates > 0) {
      this.#duplicates--;
      this.send(accountId, envelope, audience, exceptSocketId);
    }
    return envelope;
  }

  /** Sends an envelope as it is, for the first time or again. */
  send(accountId: string, envelope: unknown, audience: Audience, exceptSocketId?: string): void {
    this.#emit('update', accountId, envelope, audience, exceptSocketId);
  }

  ephemeral(accountId: string, body: Readonly<Record<string, unknown>>, audience: Audience = { tag: 'user' }): void {
    this.#seen.ephemerals.add({ accountId, body });
    this.#emit('ephemeral', accountId, body, audience);
  }

  /** The next number of the account; one that nothing is sent under leaves a gap. */
  takeSeq(accountId: string): number {
    const account: AccountRow | undefined = this.#store.accounts.get(accountId);
    if (account === undefined) throw new Error(`no account ${accountId}`);
    return ++account.seq;
  }

  /** The next updates are sent twice. */
  duplicateNext(times: number): void {
    this.#duplicates += times;
  }

  /** The next updates get a number and are not sent. */
  withholdNext(times: number): void {
    this.#withheld += times;
  }

  #emit(event: string, accountId: string, body: unknown, audience: Audience, exceptSocketId?: string): void {
    if (this.#io === null) return;
    let to = this.#io.to(roomOf(accountId, { tag: 'user' }));
    if (audience.tag !== 'user') to = to.to(roomOf(accountId, audience));
    if (exceptSocketId !== undefined) to = to.except(exceptSocketId);
    to.emit(event, body);
  }
}
