/** What a server that cannot be trusted can do with ciphertext it cannot read. */
import type { Core } from './core.ts';
import { messageObject, writeBlob, type MessageRow, type SessionRow } from './rows.ts';
import type { Audience } from './seen.ts';

type BlobName = 'metadata' | 'agentState';

export function hostileActs(core: Core) {
  const sessionOf = (id: string): SessionRow => {
    const row = core.store.sessions.get(id);
    if (row === undefined) throw new Error(`no session ${id}`);
    return row;
  };

  /** Stores any text as the next version of a blob and tells everybody. @param version  default: the next one. */
  function putBlob(sessionId: string, name: BlobName, value: string | null, version?: number): void {
    const row = sessionOf(sessionId);
    writeBlob(row[name], value, version);
    row.updatedAtMs = core.clock.nowMs();
    const body = { t: 'update-session', id: sessionId, [name]: { value, version: row[name].version } };
    core.out.update(row.accountId, body, { tag: 'session', id: sessionId });
  }

  return {
    putBlob,
    /** Sends an earlier value again as if it were new. @param version  of the blob's history, 0 = the first. */
    replayBlob: (sessionId: string, name: BlobName, version: number): void =>
      putBlob(sessionId, name, sessionOf(sessionId)[name].history[version] ?? null),
    /** Puts one session's blob into another. */
    spliceBlob: (fromSessionId: string, toSessionId: string, name: BlobName): void =>
      putBlob(toSessionId, name, sessionOf(fromSessionId)[name].value),
    /** Cuts the stored base64 so that it is none any more. */
    truncateBlob: (sessionId: string, name: BlobName, keepCharacters: number): void =>
      putBlob(sessionId, name, sessionOf(sessionId)[name].value?.slice(0, keepCharacters) ?? null),
    /** Adds any ciphertext as a message: a replay, a splice, rubbish. */
    putMessage(sessionId: string, content: string, localId: string | null = null): MessageRow {
      const row = sessionOf(sessionId);
      const message = core.store.addMessage(row, content, localId);
      const body = { t: 'new-message', sid: sessionId, message: messageObject(message) };
      core.out.update(row.accountId, body, { tag: 'session', id: sessionId });
      return message;
    },
    /** Calls a method with any parameters, for example those of a call it saw before. @returns the sealed result. */
    callMethod: (accountId: string, method: string, params: unknown): Promise<unknown> =>
      core.rpc.inject(accountId, method, params),
    /** An update of any body under the account's next number, or a whole envelope sent as it is. */
    update: (accountId: string, body: Record<string, unknown>, audience: Audience = { tag: 'user' }) =>
      core.out.update(accountId, body, audience),
    sendAsIs: (accountId: string, envelope: unknown, audience: Audience = { tag: 'user' }) =>
      core.out.send(accountId, envelope, audience),
    /** Any ephemeral. */
    ephemeral: (accountId: string, body: Record<string, unknown>, audience?: Audience) =>
      core.out.ephemeral(accountId, body, audience),
    /** Leaves a gap in the account's numbers. */
    skipSeq(accountId: string, count: number): void {
      for (let taken = 0; taken < count; taken++) core.out.takeSeq(accountId);
    },
    /** The account's numbers start again. */
    resetSeq(accountId: string): void {
      const account = core.store.accounts.get(accountId);
      if (account !== undefined) account.seq = 0;
    },
    /** Leaves a gap in a session's message numbers. */
    skipMessageSeq(sessionId: string, count: number): void {
      sessionOf(sessionId).seq += count;
    },
    duplicateUpdates: (times: number) => core.out.duplicateNext(times),
    /** The next updates happen and are not sent. */
    withholdUpdates: (times: number) => core.out.withholdNext(times),
    /** A packet that no socket.io client can read, on every socket of the account. */
    sendMalformed(accountId: string, packet = '2["update",{'): void {
      for (const peer of core.peers.all) if (peer.accountId === accountId) peer.socket.conn.write(packet);
    },
  };
}
