import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../main/ports/clock.ts';
import {
  blob,
  type AccountRow,
  type MachineRow,
  type MessageRow,
  type PairingRow,
  type SessionRow,
  type UsageRow,
} from './rows.ts';

/** The server's memory. It outlives a restart. */
export class Store {
  readonly accounts = new Map<string, AccountRow>();
  readonly sessions = new Map<string, SessionRow>();
  readonly machines = new Map<string, MachineRow>();
  readonly terminalPairings = new Map<string, PairingRow>();
  readonly accountLinks = new Map<string, PairingRow>();
  readonly usage: UsageRow[] = [];
  readonly #clock: Clock;
  #issued = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Grows with time, as the server's ids do: lists are ordered by it. */
  id(): string {
    const counter = (this.#issued++).toString(36).padStart(6, '0');
    return `c${this.#clock.nowMs().toString(36).padStart(9, '0')}${counter}${randomBytes(5).toString('hex').slice(0, 9)}`;
  }

  /** @param publicKey  base64; an unknown one makes a new, empty account. */
  accountOf(publicKey: string): AccountRow {
    const known = [...this.accounts.values()].find((account) => account.publicKey === publicKey);
    if (known !== undefined) return known;
    const account: AccountRow = {
      id: this.id(),
      publicKey,
      seq: 0,
      settings: null,
      settingsVersion: 0,
      pushTokens: new Set(),
    };
    this.accounts.set(account.id, account);
    return account;
  }

  /** @returns null also for somebody else's session. */
  session(accountId: string, id: string): SessionRow | null {
    const row = this.sessions.get(id);
    return row?.accountId === accountId ? row : null;
  }

  sessionsOf(accountId: string): SessionRow[] {
    return [...this.sessions.values()].filter((row) => row.accountId === accountId);
  }

  addSession(
    accountId: string,
    given: { readonly tag: string; readonly metadata: string; readonly dataEncryptionKey: string | null },
  ): SessionRow {
    const nowMs = this.#clock.nowMs();
    const row: SessionRow = {
      id: this.id(),
      tag: given.tag,
      accountId,
      seq: 0,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      isActive: true,
      activeAtMs: nowMs,
      metadata: blob(given.metadata, 0),
      agentState: blob(null, 0),
      dataEncryptionKey: given.dataEncryptionKey,
      messages: [],
      byLocalId: new Map(),
    };
    this.sessions.set(row.id, row);
    return row;
  }

  addMessage(session: SessionRow, content: string, localId: string | null): MessageRow {
    const nowMs = this.#clock.nowMs();
    const row: MessageRow = {
      id: this.id(),
      seq: ++session.seq,
      localId,
      content,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    session.messages.push(row);
    if (localId !== null) session.byLocalId.set(localId, row);
    session.updatedAtMs = nowMs;
    return row;
  }

  machine(accountId: string, id: string): MachineRow | null {
    const row = this.machines.get(id);
    return row?.accountId === accountId ? row : null;
  }

  deleteSession(row: SessionRow): void {
    this.sessions.delete(row.id);
    for (const report of this.usage.filter((usage) => usage.sessionId === row.id))
      this.usage.splice(this.usage.indexOf(report), 1);
  }
}
