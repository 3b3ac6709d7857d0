import type { IncomingMessage } from 'node:http';
import { NodeWebSocket } from 'socket.io-client';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Dial } from '../../../net/stream-socket.ts';

type DialTarget = Parameters<Dial>[0];

/** What is used here of the WebSocket that Engine.IO opens. */
export interface Wire {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly isPaused: boolean;
  pause(): void;
  resume(): void;
  terminate(): void;
  on(event: 'upgrade', listener: (response: IncomingMessage) => void): void;
  on(
    event: 'unexpected-response',
    listener: (request: { destroy(): unknown }, response: IncomingMessage) => void,
  ): void;
  on(event: 'message', listener: () => void): void;
  on(event: 'error', listener: (error: unknown) => void): void;
  on(event: 'close', listener: (code: number, reason: Buffer) => void): void;
}

/** `readyState` of a WebSocket that has said goodbye, or is saying why it was cut. */
export const CLOSING = 2;

interface TransportOwner {
  /** Called before anybody else listens to it. */
  onWire(wire: Wire): void;
  /** @returns true for a packet that is of no use here: nobody reads it further */
  isUseless(packet: string): boolean;
  /** What came was no Engine.IO. */
  onUnreadable(): void;
}

/**
 * The WebSocket transport of Engine.IO with our proxy, certificates and limits, one class for each dial. Engine.IO reads
 * its first packet without a guard: what breaks there would end the process.
 */
export function engineTransport(target: DialTarget, maxMessageBytes: number, owner: TransportOwner) {
  return class extends NodeWebSocket {
    override createSocket(uri: string, protocols: string | string[] | undefined, given: Record<string, unknown>) {
      const wire: Wire = super.createSocket(uri, protocols, {
        ...given,
        ...target.tls,
        ...(target.agent === null ? {} : { agent: target.agent }),
        headers: target.headers,
        perMessageDeflate: false,
        maxPayload: maxMessageBytes,
        maxFragments: 1024,
        maxBufferedChunks: 4096,
        closeTimeout: SECOND_MS,
        followRedirects: false,
        skipUTF8Validation: false,
      });
      owner.onWire(wire);
      return wire;
    }

    override onData(data: Parameters<NodeWebSocket['onData']>[0]): void {
      try {
        if (typeof data === 'string' && owner.isUseless(data)) return;
        super.onData(data);
      } catch {
        owner.onUnreadable();
      }
    }
  };
}
