/**
 * The fast path for sessions that nobody looks at: what a message is, judged by its first bytes, without decoding or
 * parsing it. Three quarters of the cost of receiving is decoding and parsing, and nearly all of it is for nothing.
 *
 * It may only ever be wrong about messages that are harmless. A message that could be a control frame, by whatever
 * spelling, order or repetition of keys, is left to the full reader.
 */

export type PeekedType = 'assistant' | 'user' | 'stream_event';

export interface PeekedEnvelope {
  readonly type: PeekedType;
  readonly sequence: number;
  readonly fromClient: boolean;
  /** The message alone. A view: copy before keeping. */
  readonly payload: Buffer;
}

const STARTS: readonly (readonly [PeekedType, string])[] = [
  ['stream_event', '{"type":"stream_event",'],
  ['assistant', '{"type":"assistant",'],
  ['user', '{"type":"user",'],
];

/** @returns null where only the full reader may judge */
export function peekMessage(bytes: Buffer): PeekedType | null {
  const type = startsAs(bytes, 0);
  return type !== null && endsAsObject(bytes) && !mayBeControl(bytes) ? type : null;
}

/** The same for a message inside the envelope of the event stream, whose members must be plain and come first. */
export function peekEnvelope(bytes: Buffer): PeekedEnvelope | null {
  const head = readHead(bytes);
  if (head === null) return null;
  const type = startsAs(bytes, head.payloadAt);
  if (type === null || !endsAsObject(bytes) || mayBeControl(bytes)) return null;
  const { sequence, fromClient, payloadAt } = head;
  return { type, sequence, fromClient, payload: bytes.subarray(payloadAt, bytes.length - 1) };
}

/** @returns the uuid of a peeked message, for dropping repeats; it stands near the end of what the worker writes. */
export function peekUuid(bytes: Buffer): string | null {
  const at = bytes.lastIndexOf(UUID_KEY);
  if (at < 0) return null;
  const uuid = bytes.toString('latin1', at + UUID_KEY.length, at + UUID_KEY.length + 36);
  return bytes[at + UUID_KEY.length + 36] === QUOTE ? uuid : null;
}

const UUID_KEY = Buffer.from('"uuid":"');
const CONTROL = Buffer.from('"control_');
const ESCAPE = Buffer.from('\\u00');
const LONGEST_START = 24;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const COLON = 0x3a;

function startsAs(bytes: Buffer, at: number): PeekedType | null {
  const start = bytes.toString('latin1', at, at + LONGEST_START);
  for (const [type, prefix] of STARTS) if (start.startsWith(prefix)) return type;
  return null;
}

function endsAsObject(bytes: Buffer): boolean {
  return bytes[bytes.length - 1] === CLOSE_BRACE;
}

/**
 * True if any string in the bytes could read `control_...`: spelled out, or with one of its letters escaped. Their
 * escapes are all of the form \u005x, \u006x or \u007x.
 */
function mayBeControl(bytes: Buffer): boolean {
  if (bytes.indexOf(CONTROL) !== -1) return true;
  for (let at = bytes.indexOf(ESCAPE); at !== -1; at = bytes.indexOf(ESCAPE, at + 1)) {
    const digit = bytes[at + ESCAPE.length];
    if (digit === 0x35 || digit === 0x36 || digit === 0x37) return true;
  }
  return false;
}

interface Head {
  readonly sequence: number;
  readonly fromClient: boolean;
  readonly payloadAt: number;
}

function readHead(bytes: Buffer): Head | null {
  let sequence: number | null = null;
  let source: string | null = null;
  let at = bytes[0] === OPEN_BRACE ? 1 : bytes.length;
  while (bytes[at] === QUOTE) {
    const keyEnd = plainStringEnd(bytes, at);
    if (keyEnd < 0 || bytes[keyEnd] !== COLON) return null;
    const key = bytes.toString('latin1', at + 1, keyEnd - 1);
    const valueAt = keyEnd + 1;
    if (key === 'payload') {
      if (sequence === null || source === null || bytes[valueAt] !== OPEN_BRACE) return null;
      return { sequence, fromClient: source === 'client', payloadAt: valueAt };
    }
    const valueEnd = bytes[valueAt] === QUOTE ? plainStringEnd(bytes, valueAt) : digitsEnd(bytes, valueAt);
    if (valueEnd < 0 || bytes[valueEnd] !== COMMA) return null;
    if (key === 'sequence_num') sequence = readSequence(bytes.toString('latin1', valueAt, valueEnd));
    else if (key === 'source') source = bytes.toString('latin1', valueAt + 1, valueEnd - 1);
    at = valueEnd + 1;
  }
  return null;
}

/** @returns the position behind the closing quote; -1 for anything that only a JSON reader may judge */
function plainStringEnd(bytes: Buffer, quoteAt: number): number {
  for (let at = quoteAt + 1; at < bytes.length && at < quoteAt + 300; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH || byte === undefined || byte < 0x20 || byte > 0x7e) return -1;
  }
  return -1;
}

function digitsEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = bytes[++at]);
  return at === from ? -1 : at;
}

function readSequence(raw: string): number | null {
  const digits = raw.startsWith('"') ? raw.slice(1, -1) : raw;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
