import type { Writable } from 'node:stream';
import { eventText, sseBlock } from '../../main/practice/event-text.ts';
import { CYCLE, messageCycle } from './messages.ts';

/** Twelve digits from the first on, so that a number can be written over another in place. */
const FIRST_SEQUENCE = 100_000_000_000;

/** One open stream of a client, fed with bytes that were made beforehand. */
export interface Reader {
  readonly pendingBytes: () => number;
  /** One message of its own, such as an ask. */
  say(text: string): void;
  /** Whole cycles as fast as the reader takes them. */
  blast(bytes: number, cycles: number): Promise<void>;
  /** The next messages of the cycle. */
  next(bytes: number, count: number): void;
  drop(): void;
}

export function createReader(wire: Writable, kind: 'websocket' | 'sse'): Reader {
  let sequence = FIRST_SEQUENCE;
  let position = 0;

  /** Messages `from` to `to` of the cycle as they go over this wire. */
  function block(bytes: number, from: number, to: number): Buffer {
    const { data, ends, numbers } = packed(bytes, kind);
    const start = ends[from - 1] ?? 0;
    const slice = Buffer.from(data.subarray(start, ends[to - 1]));
    for (let index = from; index < to; index++) {
      const places = numbers[index] ?? [];
      if (places.length > 0) sequence++;
      for (const at of places) slice.write(String(sequence), at - start, 'latin1');
    }
    return slice;
  }

  return {
    pendingBytes: () => wire.writableLength,
    say: (text) => void wire.write(kind === 'websocket' ? webSocketFrame(`${text}\n`) : sseEvent(text, ++sequence)),
    async blast(bytes, cycles) {
      for (let cycle = 0; cycle < cycles; cycle++) {
        const data = block(bytes, 0, CYCLE);
        await new Promise((resolve) => wire.write(data, resolve));
      }
    },
    next(bytes, count) {
      for (let left = count; left > 0;) {
        const taken = Math.min(left, CYCLE - position);
        wire.write(block(bytes, position, position + taken));
        position = (position + taken) % CYCLE;
        left -= taken;
      }
    },
    drop: () => wire.destroy(),
  };
}

interface Packed {
  readonly data: Buffer;
  readonly ends: readonly number[];
  /** Where the sequence numbers of each message stand. */
  readonly numbers: readonly (readonly number[])[];
}
const packs = new Map<string, Packed>();

function packed(bytes: number, kind: 'websocket' | 'sse'): Packed {
  const known = packs.get(`${kind} ${bytes}`);
  if (known !== undefined) return known;
  const chunks = messageCycle(bytes).messages.map((text) =>
    kind === 'websocket' ? webSocketFrame(`${text}\n`) : sseEvent(text, FIRST_SEQUENCE),
  );
  const ends: number[] = [];
  let end = 0;
  const numbers = chunks.map((chunk) => {
    const places = kind === 'websocket' ? [] : placesOf(chunk, String(FIRST_SEQUENCE)).map((at) => at + end);
    ends.push((end += chunk.length));
    return places;
  });
  const made = { data: Buffer.concat(chunks), ends, numbers };
  packs.set(`${kind} ${bytes}`, made);
  return made;
}

function placesOf(chunk: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = chunk.indexOf(text); at !== -1; at = chunk.indexOf(text, at + 1)) places.push(at);
  return places;
}

function webSocketFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  if (head.length === 2) head[1] = payload.length;
  else if (head.length === 4) {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  return Buffer.concat([head, payload]);
}

function sseEvent(text: string, sequence: number): Buffer {
  const uuid = /"uuid":"([^"]+)"\}$/.exec(text)?.[1] ?? `event-${sequence}`;
  const eventType = /^\{"type":"([a-z_]+)"/.exec(text)?.[1] ?? '';
  const event = { sequence, eventId: uuid, eventType, source: 'worker', createdAtMs: 0, payloadText: text } as const;
  return Buffer.from(sseBlock('client_event', eventText(event, 'string'), sequence));
}
