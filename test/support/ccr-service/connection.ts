/** One open reading connection of a client: v2 event stream or v1 WebSocket. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * How a connection is lost. `reset` = TCP RST, `fin` = the far side just hangs up (1006 on a WebSocket),
 * `close` = a proper end with a close code (an event stream simply ends).
 */
export type Loss =
  | { readonly how: 'reset' }
  | { readonly how: 'fin' }
  | { readonly how: 'close'; readonly code?: number; readonly reason?: string };

/** How v1 frames are put on the wire. `whole` has no line end; `packed` puts frames written together into one message. */
export type Framing = 'lines' | 'whole' | 'packed';

export interface ConnectionFacts {
  readonly kind: 'sse' | 'websocket';
  /** Counts the connections of this session, both kinds, from 1. */
  readonly number: number;
  readonly openedAtMs: number;
  /** The resume point the client named (Last-Event-ID or from_sequence_num), 0 if none. */
  readonly resumedAfter: number;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

export class Connection {
  readonly facts: ConnectionFacts;
  /** Resolves when the connection is over, whoever ended it, with the close code the server saw (v1). */
  readonly closed: Promise<number | null>;
  readonly #wire: Wire;
  #isOpen = true;
  #mutedWrites: (() => void)[] | null = null;

  constructor(facts: ConnectionFacts, wire: Wire) {
    this.facts = facts;
    this.#wire = wire;
    this.closed = wire.closed.then((code) => {
      this.#isOpen = false;
      return code;
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Bytes that the system has not taken yet. */
  get bufferedBytes(): number {
    return this.#wire.bufferedBytes();
  }

  write(block: string | Buffer): void {
    if (!this.#isOpen) return;
    if (this.#mutedWrites !== null) this.#mutedWrites.push(() => this.#wire.write(block));
    else this.#wire.write(block);
  }

  /** From now on nothing is written, as if the peer had died without a word. */
  mute(): void {
    this.#mutedWrites ??= [];
  }

  get isMuted(): boolean {
    return this.#mutedWrites !== null;
  }

  /** Writes what was held back, in order. */
  unmute(): void {
    const held = this.#mutedWrites ?? [];
    this.#mutedWrites = null;
    for (const write of held) write();
  }

  drop(loss: Loss): void {
    this.#isOpen = false;
    this.#wire.drop(loss);
  }
}

interface Wire {
  readonly closed: Promise<number | null>;
  write(block: string | Buffer): void;
  bufferedBytes(): number;
  drop(loss: Loss): void;
}

export function sseWire(response: ServerResponse): Wire {
  const socket = response.socket;
  return {
    closed: new Promise((resolve) => response.once('close', () => resolve(null))),
    write: (block) => void response.write(block),
    bufferedBytes: () => response.writableLength + (socket?.writableLength ?? 0),
    drop: (loss) => {
      if (loss.how === 'reset') socket?.resetAndDestroy();
      else if (loss.how === 'fin') socket?.destroySoon();
      else response.end();
    },
  };
}

export function webSocketWire(socket: WebSocket, tcp: Socket, framing: Framing): Wire {
  let packed: string[] | null = null;
  const send = (block: string | Buffer) => socket.send(block, { binary: false });
  const pack = (block: string) => {
    if (packed !== null) return void packed.push(block);
    packed = [block];
    setImmediate(() => {
      const frames = packed ?? [];
      packed = null;
      if (socket.readyState === socket.OPEN) send(frames.join('\n') + '\n');
    });
  };
  return {
    closed: new Promise((resolve) => socket.once('close', (code) => resolve(code))),
    write: (block) => {
      if (socket.readyState !== socket.OPEN) return;
      if (typeof block !== 'string') send(block);
      else if (framing === 'packed') pack(block);
      else send(framing === 'lines' ? `${block}\n` : block);
    },
    bufferedBytes: () => socket.bufferedAmount,
    drop: (loss) => {
      if (loss.how === 'reset') tcp.resetAndDestroy();
      else if (loss.how === 'fin') tcp.destroySoon();
      else socket.close(loss.code ?? 1000, loss.reason);
    },
  };
}
