import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One hook of Claude Code that called and waits. While it is open, whatever it asks is open. */
export interface HookCall {
  /** The body as it was sent: raw values are cut out of this. */
  readonly body: string;
  /** What the body says. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly isOpen: boolean;
  /**
   * Answers, once. @returns true if every byte was handed to a connection that was still there; false if the caller had
   * gone, or an answer was given before
   */
  respond(json: string): Promise<boolean>;
  /** Runs when the caller goes away without an answer of ours; at once, if it is gone already. */
  onGone(listener: () => void): void;
}

/** An answer without an opinion: Claude Code goes on as if there were no hook. */
export const NEUTRAL = '{}';

export class HttpHookCall implements HookCall {
  readonly body: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #goneListeners = new Set<() => void>();
  #state: 'open' | 'answered' | 'gone' = 'open';

  constructor(body: string, value: Readonly<Record<string, unknown>>, response: ServerResponse, socket: Socket) {
    this.body = body;
    this.value = value;
    this.#response = response;
    this.#socket = socket;
    response.once('close', () => {
      if (this.#state !== 'open') return;
      this.#state = 'gone';
      for (const listener of this.#goneListeners) listener();
      this.#goneListeners.clear();
    });
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  onGone(listener: () => void): void {
    if (this.#state === 'gone') listener();
    else if (this.#state === 'open') this.#goneListeners.add(listener);
  }

  async respond(json: string): Promise<boolean> {
    if (this.#state !== 'open') return false;
    this.#state = 'answered';
    this.#goneListeners.clear();
    // A hang-up that waits in the system's queue is heard first: an answer to nobody must not count as given.
    await new Promise((resolve) => setImmediate(resolve));
    const response = this.#response;
    if (response.destroyed || this.#socket.destroyed) return false;
    return new Promise((resolve) => {
      response.once('finish', () => resolve(!this.#socket.destroyed));
      response.once('close', () => resolve(false));
      response.writeHead(200, {
        connection: 'close',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
      });
      response.end(json);
    });
  }
}
