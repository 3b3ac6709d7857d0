/**
 * The contestant: a client of a Happy account as one writes it first. It fetches and decrypts everything at once, one
 * after the other, keeps what it read, and opens whatever comes.
 */
import * as z from 'zod';
import { authRequest, contentPair, open, unwrapKey, type SealKey } from '../../test/support/happy-crypto.ts';
import { dial, happySocket } from '../../test/support/happy-wire.ts';

interface NaiveSession {
  readonly key: SealKey;
  metadata: unknown;
  agentState: unknown;
  isThinking: boolean;
  readonly messages: unknown[];
}

const row = z.object({
  id: z.string(),
  metadata: z.string(),
  agentState: z.string().nullable(),
  dataEncryptionKey: z.string().nullable(),
});
const sessionPage = z.object({ sessions: z.array(row), nextCursor: z.string().nullable() });
const message = z.object({ seq: z.number(), content: z.object({ c: z.string() }) });
const messagePage = z.object({ messages: z.array(message), hasMore: z.boolean() });

interface NaiveUpdate {
  readonly body: {
    readonly t: string;
    readonly sid: string;
    readonly id: string;
    readonly message: { readonly content: { readonly c: string } };
    readonly metadata?: { readonly value: string };
    readonly agentState?: { readonly value: string };
  };
}

export class NaiveClient {
  readonly sessions = new Map<string, NaiveSession>();
  /** Told of each new title. */
  onTitle: (title: string) => void = () => undefined;
  readonly #baseUrl: string;
  readonly #secret: Buffer;
  #token = '';
  #close: () => void = () => undefined;

  constructor(baseUrl: string, secret: string) {
    this.#baseUrl = baseUrl;
    this.#secret = Buffer.from(secret, 'base64url');
  }

  get messageCount(): number {
    return [...this.sessions.values()].reduce((sum, { messages }) => sum + messages.length, 0);
  }

  get openAsks(): number {
    const requests = z.object({ requests: z.record(z.string(), z.unknown()) });
    return [...this.sessions.values()]
      .map(({ agentState }) => requests.safeParse(agentState))
      .reduce((sum, read) => sum + (read.success ? Object.keys(read.data.requests).length : 0), 0);
  }

  /** @returns when all of it is there */
  async connect(): Promise<void> {
    const signedIn = await this.#call('/v1/auth', authRequest(this.#secret));
    this.#token = z.object({ token: z.string() }).parse(signedIn).token;
    const socket = happySocket({ baseUrl: this.#baseUrl, token: this.#token }, () => ({
      token: this.#token,
      clientType: 'user-scoped',
      appState: 'background',
    }));
    socket.on('update', (update: NaiveUpdate) => this.#take(update));
    socket.on('ephemeral', ({ type, id, thinking }: { type: string; id: string; thinking: boolean }) => {
      const session = this.sessions.get(id);
      if (type === 'activity' && session !== undefined) session.isThinking = thinking;
    });
    this.#close = () => void socket.disconnect();
    await dial(socket);
    await this.#readSessions();
    for (const [id, session] of this.sessions) await this.#readMessages(id, session);
  }

  close(): void {
    this.#close();
  }

  async #readSessions(): Promise<void> {
    const { secretKey } = contentPair(this.#secret);
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = sessionPage.parse(await this.#call(`/v2/sessions?limit=100${from}`));
      for (const { id, metadata, agentState, dataEncryptionKey } of page.sessions) {
        const dataKey = dataEncryptionKey === null ? null : unwrapKey(dataEncryptionKey, secretKey);
        const key: SealKey =
          dataKey === null ? { variant: 'legacy', key: this.#secret } : { variant: 'dataKey', key: dataKey };
        const state = agentState === null ? null : open(agentState, key);
        this.sessions.set(id, {
          key,
          metadata: open(metadata, key),
          agentState: state,
          isThinking: false,
          messages: [],
        });
      }
      cursor = page.nextCursor;
    }
  }

  async #readMessages(id: string, { key, messages }: NaiveSession): Promise<void> {
    for (let after: number | null = 0; after !== null;) {
      const path: string = `/v3/sessions/${id}/messages?after_seq=${after}&limit=100`;
      const page = messagePage.parse(await this.#call(path));
      for (const { content } of page.messages) messages.push(open(content.c, key));
      after = page.hasMore ? (page.messages.at(-1)?.seq ?? null) : null;
    }
  }

  #take({ body }: NaiveUpdate): void {
    const session = this.sessions.get(body.t === 'new-message' ? body.sid : body.id);
    if (session === undefined) return;
    if (body.t === 'new-message') session.messages.push(open(body.message.content.c, session.key));
    if (body.agentState !== undefined) session.agentState = open(body.agentState.value, session.key);
    if (body.metadata === undefined) return;
    session.metadata = open(body.metadata.value, session.key);
    const titled = z.object({ summary: z.object({ text: z.string() }) }).safeParse(session.metadata);
    if (titled.success) this.onTitle(titled.data.summary.text);
  }

  async #call(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#baseUrl + path, {
      headers: {
        ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return response.json();
  }
}
