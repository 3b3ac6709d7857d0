import * as z from 'zod';
import { SECOND_MS } from '../../../../shared/units.ts';
import { readJson } from '../../../claude/frame.ts';
import type { Context } from '../context.ts';
import { openPayload, sealPayload } from '../crypto/payload-key.ts';
import type { HappySession } from './session.ts';

/** What came of asking a session's own program to do something. */
export type CallOutcome =
  /** It ran. `result` is undefined where it gave none, which is usual, or one that cannot be read. */
  | { readonly tag: 'ran'; readonly result: unknown }
  /** It ran, and failed in the program: its own words. */
  | { readonly tag: 'failed-there'; readonly error: string }
  /** The server found nobody who would run it. */
  | { readonly tag: 'nobody' }
  /** Nobody knows. */
  | { readonly tag: 'unknown'; readonly why: 'timeout' | 'lost' }
  | { readonly tag: 'not-sent'; readonly why: 'offline' | 'too-large' | 'no-key' };

/** The server itself waits up to 30 s for a program that does not answer. */
const CALL_TIMEOUT_MS = 60 * SECOND_MS;

const ackWire = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.string().nullish() }),
  z.object({ ok: z.literal(false), error: z.string().nullish() }),
]);
const errorWire = z.object({ error: z.string() });

/** @param paramsText  JSON text, sent byte for byte, encrypted */
export async function callSession(
  { socket, randomBytes }: Context,
  { sessionId, key }: Pick<HappySession, 'sessionId' | 'key'>,
  method: 'permission' | 'abort' | 'switch' | 'killSession',
  paramsText: string,
): Promise<CallOutcome> {
  if (key === null) return { tag: 'not-sent', why: 'no-key' };
  const payload = { method: `${sessionId}:${method}`, params: sealPayload(key, paramsText, randomBytes) };
  const answer = await socket.call('rpc-call', payload, CALL_TIMEOUT_MS);
  if (!answer.ok) {
    const { code } = answer.error;
    if (code === 'timeout' || code === 'lost') return { tag: 'unknown', why: code };
    return { tag: 'not-sent', why: code === 'too-large' ? 'too-large' : 'offline' };
  }
  const ack = ackWire.safeParse(answer.value);
  if (!ack.success || !ack.data.ok) return { tag: 'nobody' };
  const opened = typeof ack.data.result === 'string' ? openPayload(key, ack.data.result) : null;
  // A handler that returns nothing is answered with the encryption of no bytes at all.
  const result = opened?.ok === true && opened.value.length > 0 ? readJson(opened.value.toString('utf8')) : null;
  const value = result?.ok === true ? result.value : undefined;
  const failed = errorWire.safeParse(value);
  return failed.success ? { tag: 'failed-there', error: failed.data.error } : { tag: 'ran', result: value };
}
