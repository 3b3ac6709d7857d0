/** Another app of the account, as the official one behaves: it sees, answers and lets others in. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { Arrivals } from '../ccr-service/arrivals.ts';
import { contentPair, open, seal, sealBox, unwrapKey, type SealKey } from '../happy-crypto.ts';
import { ask, breakOff, callHappy, dial, happySocket } from '../happy-wire.ts';
import { messageRow, PhoneSession, sessionRow, versioned } from './phone-session.ts';

const list = z.looseObject({ sessions: z.array(sessionRow) });
const page = z.looseObject({ messages: z.array(messageRow), hasMore: z.boolean() });
const update = z.looseObject({ body: z.looseObject({ t: z.string() }) });
const newSession = sessionRow.extend({ t: z.literal('new-session') });
const changed = z.looseObject({
  t: z.literal('update-session'),
  id: z.string(),
  metadata: versioned.nullish(),
  agentState: versioned.nullish(),
});
const called = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), result: z.string() }),
  z.looseObject({ ok: z.literal(false), error: z.string() }),
]);
const pairing = z.looseObject({ status: z.string(), supportsV2: z.boolean().optional() });

interface PhoneParts {
  readonly baseUrl: string;
  readonly secret: Buffer;
  readonly token: string;
  readonly accountId: string;
  readonly appState: string;
}

export class HappyPhone {
  readonly accountId: string;
  readonly token: string;
  /** Envelopes as they came. */
  readonly updates = new Arrivals<unknown>();
  readonly ephemerals = new Arrivals<Readonly<Record<string, unknown>>>();
  readonly #parts: PhoneParts;
  readonly #socket: Socket;
  readonly #sessions = new Map<string, PhoneSession>();
  readonly #changes = new Arrivals<PhoneSession>();
  #appState: string;

  constructor(parts: PhoneParts) {
    this.#parts = parts;
    this.accountId = parts.accountId;
    this.token = parts.token;
    this.#appState = parts.appState;
    this.#socket = happySocket(parts, () => ({
      token: parts.token,
      clientType: 'user-scoped',
      appState: this.#appState,
    }));
    this.#socket.on('update', (envelope: unknown) => this.#take(envelope));
    this.#socket.on('ephemeral', (body: Readonly<Record<string, unknown>>) => this.ephemerals.add(body));
  }

  /** Dials and reads the list. */
  async open(): Promise<void> {
    await dial(this.#socket);
    await this.refresh();
  }

  async refresh(): Promise<readonly PhoneSession[]> {
    const { body } = await callHappy(this.#parts, '/v1/sessions');
    for (const row of list.parse(body).sessions) this.#adopt(row);
    return [...this.#sessions.values()];
  }

  /** The session as this app sees it, once it does. */
  async session(id: string): Promise<PhoneSession> {
    return this.#sessions.get(id) ?? this.#changes.find((session) => session.id === id);
  }

  /** Resolves when the request is open here. */
  async request(sessionId: string, requestId: string): Promise<unknown> {
    const session = await this.session(sessionId);
    const read = () => session.state.requests?.[requestId];
    while (read() === undefined) await this.#changes.later((changed) => changed.id === sessionId);
    return read();
  }

  /** Resolves with what became of the request. */
  async completed(sessionId: string, requestId: string): Promise<Readonly<Record<string, unknown>>> {
    const session = await this.session(sessionId);
    for (;;) {
      const read = session.state.completedRequests?.[requestId];
      if (read !== undefined) return read;
      await this.#changes.later((changed) => changed.id === sessionId);
    }
  }

  /** Resolves when the session's metadata are as they are waited for. */
  async metadata(sessionId: string, is: (metadata: PhoneSession['metadata']) => boolean): Promise<void> {
    const session = await this.session(sessionId);
    while (!is(session.metadata)) await this.#changes.later((changed) => changed.id === sessionId);
  }

  /** Calls a method of a session. @returns what it answered; undefined for zero bytes. @throws the server's refusal. */
  async call(sessionId: string, name: string, params: unknown): Promise<unknown> {
    const { key } = await this.session(sessionId);
    const payload = { method: `${sessionId}:${name}`, params: seal(params, key) };
    const told = called.parse(await ask(this.#socket, 'rpc-call', payload));
    if (!told.ok) throw new Error(told.error);
    return open(told.result, key);
  }

  allow(sessionId: string, id: string, more: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return this.call(sessionId, 'permission', { id, approved: true, decision: 'approved', ...more });
  }

  deny(sessionId: string, id: string, reason?: string): Promise<unknown> {
    const why = reason === undefined ? {} : { reason };
    return this.call(sessionId, 'permission', { id, approved: false, decision: 'denied', ...why });
  }

  /** Writes to the agent. @returns the local id it went under. */
  async write(sessionId: string, text: string, meta: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { key } = await this.session(sessionId);
    const localId = randomUUID();
    const body = {
      role: 'user',
      content: { type: 'text', text },
      localKey: localId,
      meta: { sentFrom: 'ios', ...meta },
    };
    const messages = [{ localId, content: seal(body, key) }];
    const { status } = await callHappy(this.#parts, `/v3/sessions/${sessionId}/messages`, { messages });
    if (status !== 200) throw new Error(`the message was refused with ${status}`);
    return localId;
  }

  /** The whole log, opened, oldest number first; what cannot be opened is null. */
  async log(sessionId: string): Promise<readonly unknown[]> {
    const { key } = await this.session(sessionId);
    const bodies: unknown[] = [];
    for (let after = 0, hasMore = true; hasMore;) {
      const { body } = await callHappy(this.#parts, `/v3/sessions/${sessionId}/messages?after_seq=${after}&limit=500`);
      const read = page.parse(body);
      for (const row of read.messages) bodies.push(open(row.content.c, key));
      after = read.messages.at(-1)?.seq ?? after;
      hasMore = read.hasMore;
    }
    return bodies;
  }

  /** Somebody looks at the app, or not any more: phones are quiet while somebody does. */
  look(appState: 'active' | 'background'): void {
    this.#appState = appState;
    this.#socket.emit('app-state', { state: appState });
  }

  /** Lets another device into the account. @param shown  what it shows: `happy:///account?…` or the bare key. */
  async approveDevice(shown: string): Promise<void> {
    const key = shownKey(shown);
    const response = sealBox(this.#parts.secret, key).toString('base64');
    await this.#approve('/v1/auth/account/response', key, response);
  }

  /** Lets a terminal in: with the content key when it understands that, else with the secret itself. */
  async approveTerminal(shown: string): Promise<void> {
    const key = shownKey(shown);
    const publicKey = key.toString('base64');
    const path = `/v1/auth/request/status?publicKey=${encodeURIComponent(publicKey)}`;
    const { status, supportsV2 } = pairing.parse((await callHappy(this.#parts, path)).body);
    if (status !== 'pending') throw new Error(`the terminal's request is ${status}`);
    const { secret } = this.#parts;
    const plain = supportsV2 === true ? Buffer.concat([Buffer.from([0]), contentPair(secret).publicKey]) : secret;
    await this.#approve('/v1/auth/response', key, sealBox(plain, key).toString('base64'));
  }

  goOffline(): void {
    if (this.#socket.connected) breakOff(this.#socket);
  }

  close(): void {
    this.#socket.disconnect();
  }

  async #approve(path: string, key: Buffer, response: string): Promise<void> {
    const { status } = await callHappy(this.#parts, path, { publicKey: key.toString('base64'), response });
    if (status !== 200) throw new Error(`the approval was refused with ${status}`);
  }

  #take(envelope: unknown): void {
    const read = update.safeParse(envelope);
    if (read.success) {
      const made = newSession.safeParse(read.data.body);
      if (made.success) this.#adopt(made.data);
      const change = changed.safeParse(read.data.body);
      const session = change.success ? this.#sessions.get(change.data.id) : undefined;
      if (change.success && session !== undefined) {
        session.take('metadata', change.data.metadata ?? null);
        session.take('agentState', change.data.agentState ?? null);
        this.#changes.add(session);
      }
    }
    this.updates.add(envelope);
  }

  #adopt(row: z.infer<typeof sessionRow>): void {
    const known = this.#sessions.get(row.id);
    const session = known ?? new PhoneSession(row.id, this.#keyOf(row.dataEncryptionKey));
    session.isActive = row.active;
    session.take('metadata', { value: row.metadata, version: row.metadataVersion });
    session.take('agentState', { value: row.agentState, version: row.agentStateVersion });
    this.#sessions.set(row.id, session);
    this.#changes.add(session);
  }

  /** A key that cannot be unwrapped opens nothing. */
  #keyOf(wrapped: string | null): SealKey {
    const { secret } = this.#parts;
    if (wrapped === null) return { variant: 'legacy', key: secret };
    return { variant: 'dataKey', key: unwrapKey(wrapped, contentPair(secret).secretKey) ?? Buffer.alloc(32) };
  }
}

const shownKey = (shown: string): Buffer =>
  Buffer.from(shown.replace(/^.*[?]/, '').replace(/^.*#key=/, ''), 'base64url');
