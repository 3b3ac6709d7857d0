/** The session-scoped connection of an agent: methods it serves, what it sends, what reaches it. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { open, seal, sealNothing, type SealKey } from '../happy-crypto.ts';
import { ask, breakOff, callHappy, dial, happySocket } from '../happy-wire.ts';
import type { DialectName } from './dialect.ts';

interface LineOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly sessionId: string;
  readonly key: SealKey;
  readonly dialect: DialectName;
  /** The agent's own pause before it dials again. */
  readonly redialAfterMs: number;
  readonly onMessage: (body: unknown) => void;
  readonly onUpdate: (body: Readonly<Record<string, unknown>>) => void;
}

/** What a method does with opened parameters; undefined becomes zero bytes, a throw becomes `{error}`. */
export type Method = (params: unknown) => unknown;

/** Never answered. */
export const NO_ANSWER = Symbol('no answer');

const messageRow = z.looseObject({ id: z.string(), seq: z.number(), content: z.looseObject({ c: z.string() }) });
const messagePage = z.looseObject({ messages: z.array(messageRow), hasMore: z.boolean() });
const update = z.looseObject({ body: z.looseObject({ t: z.string() }) });
const newMessage = z.looseObject({ t: z.literal('new-message'), message: messageRow });
const rpcRequest = z.looseObject({ method: z.string(), params: z.string() });

export class SessionLine {
  readonly socket: Socket;
  readonly #options: LineOptions;
  readonly #methods = new Map<string, Method>();
  readonly #seen = new Set<string>();
  #lastSeq = 0;
  #sending: Promise<void> = Promise.resolve();
  #isWanted = false;
  #redial: NodeJS.Timeout | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
    this.socket = happySocket(options, () => ({
      token: options.token,
      clientType: 'session-scoped',
      sessionId: options.sessionId,
    }));
    this.socket.on('update', (envelope: unknown) => this.#take(envelope));
    this.socket.on(
      'rpc-request',
      (request: unknown, answer: (result: string) => void) => void this.#serve(request, answer),
    );
    this.socket.on('disconnect', () => this.#dialLater());
  }

  /** Dials, registers every method and waits until the server knows them; then catches up. */
  async open(): Promise<void> {
    this.#isWanted = true;
    await dial(this.socket);
    await Promise.all([...this.#methods.keys()].map((name) => this.#register(name)));
    if (this.#options.dialect === 'current') await this.#catchUp();
  }

  /** @returns resolves when the server took it. */
  async serve(name: string, method: Method): Promise<void> {
    this.#methods.set(name, method);
    if (this.socket.connected) await this.#register(name);
  }

  async stopServing(name: string): Promise<void> {
    this.#methods.delete(name);
    if (!this.socket.connected) return;
    await this.#told('rpc-unregistered', name, () => this.socket.emit('rpc-unregister', { method: this.#wire(name) }));
  }

  /** Current agents keep what they say until the server has it; early ones lose it while they are offline. */
  send(bodies: readonly unknown[]): Promise<void> {
    const sealed = bodies.map((body) => seal(body, this.#options.key));
    if (this.#options.dialect === 'early') return this.#emit(sealed);
    const messages = sealed.map((content) => ({ localId: randomUUID(), content }));
    const run = this.#sending.then(() => this.#post(messages));
    this.#sending = run;
    return run;
  }

  /** The process is gone, or its network: no farewell, nobody dials again. */
  breakOff(): void {
    this.#isWanted = false;
    if (this.#redial !== null) clearTimeout(this.#redial);
    if (this.socket.connected) breakOff(this.socket);
  }

  close(): void {
    this.#isWanted = false;
    if (this.#redial !== null) clearTimeout(this.#redial);
    this.socket.disconnect();
  }

  /** Unacked and unnumbered. @returns resolves when the server has taken it, or the socket is gone. */
  async #emit(sealed: readonly string[]): Promise<void> {
    if (!this.socket.connected) return;
    for (const message of sealed) this.socket.emit('message', { sid: this.#options.sessionId, message });
    await ask(this.socket, 'ping').catch(() => undefined);
  }

  async #post(messages: readonly { readonly localId: string; readonly content: string }[]): Promise<void> {
    const path = `/v3/sessions/${this.#options.sessionId}/messages`;
    for (;;) {
      const { status } = await callHappy(this.#options, path, { messages }).catch(() => ({ status: 0 }));
      if (status === 200) return;
      if (status === 401 || status === 404) throw new Error(`messages were refused with ${status}`);
      await new Promise((resolve) => setTimeout(resolve, this.#options.redialAfterMs));
    }
  }

  async #catchUp(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const path = `/v3/sessions/${this.#options.sessionId}/messages?after_seq=${this.#lastSeq}&limit=100`;
      const { status, body } = await callHappy(this.#options, path);
      if (status !== 200) return;
      const page = messagePage.parse(body);
      for (const row of page.messages) this.#deliver(row);
      hasMore = page.hasMore;
    }
  }

  #take(envelope: unknown): void {
    const read = update.safeParse(envelope);
    if (!read.success) return;
    const message = newMessage.safeParse(read.data.body);
    if (message.success) this.#deliver(message.data.message);
    else this.#options.onUpdate(read.data.body);
  }

  #deliver(row: z.infer<typeof messageRow>): void {
    if (this.#seen.has(row.id)) return;
    this.#seen.add(row.id);
    this.#lastSeq = Math.max(this.#lastSeq, row.seq);
    this.#options.onMessage(open(row.content.c, this.#options.key));
  }

  async #serve(request: unknown, answer: (result: string) => void): Promise<void> {
    const { method, params } = rpcRequest.parse(request);
    const { key } = this.#options;
    const run = this.#methods.get(method.slice(method.indexOf(':') + 1));
    if (run === undefined) return answer(seal({ error: 'Method not found' }, key));
    try {
      const result = await run(open(params, key));
      if (result === NO_ANSWER) return;
      answer(result === undefined ? sealNothing(key) : seal(result, key));
    } catch (error) {
      answer(seal({ error: error instanceof Error ? error.message : String(error) }, key));
    }
  }

  #register(name: string): Promise<void> {
    return this.#told('rpc-registered', name, () => this.socket.emit('rpc-register', { method: this.#wire(name) }));
  }

  #told(event: string, name: string, say: () => void): Promise<void> {
    return new Promise((resolve) => {
      const onTold = (told: unknown) => {
        if (!rpcRequest.partial({ params: true }).parse(told).method.endsWith(`:${name}`)) return;
        this.socket.off(event, onTold);
        resolve();
      };
      this.socket.on(event, onTold);
      say();
    });
  }

  #wire(name: string): string {
    return `${this.#options.sessionId}:${name}`;
  }

  #dialLater(): void {
    if (!this.#isWanted) return;
    this.#redial = setTimeout(() => void this.open().catch(() => this.#dialLater()), this.#options.redialAfterMs);
  }

  /** Everything said on the socket before has reached the server. */
  async flush(): Promise<void> {
    await this.#sending;
    await ask(this.socket, 'ping');
  }
}
