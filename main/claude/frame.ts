import { jsonDepthExceeds } from '../../shared/raw-json.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** One message of a session as it came: the text it was cut from, and what that text says. */
export interface Frame {
  /** The message alone, without the envelope of its transport. Raw values are cut out of this. */
  readonly text: string;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export type FrameError = { readonly code: 'not-utf8' | 'not-json' | 'too-deep' | 'not-a-message' };

/** Deeper than any tool input (100) inside any envelope. Checked before `JSON.parse`, on the characters. */
const MAX_FRAME_DEPTH = 128;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Reads JSON from outside. The only place where this backend calls `JSON.parse` on it. */
export function readJson(text: string): Result<unknown, FrameError> {
  if (jsonDepthExceeds(text, MAX_FRAME_DEPTH)) return err({ code: 'too-deep' });
  try {
    return ok<unknown>(JSON.parse(text));
  } catch {
    return err({ code: 'not-json' });
  }
}

/** A message is any object with a `type`; kinds we do not know are still messages. */
export function readFrame(text: string): Result<Frame, FrameError> {
  const read = readJson(text);
  return read.ok ? toFrame(text, read.value) : read;
}

/** @param value  what `text` parses to */
export function toFrame(text: string, value: unknown): Result<Frame, FrameError> {
  if (!isRecord(value) || typeof value['type'] !== 'string') return err({ code: 'not-a-message' });
  return ok({ text, type: value['type'], value });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
