import * as z from 'zod';
import type { AskKey, ConnectionId, SessionKey } from '../ids.ts';

/** A request from the renderer that main answers. `errors` are the codes main may answer with besides the two common ones. */
// The core type, because the compiler takes seconds to compare anything with the wide one.
export function call<I extends z.core.$ZodType, O, const E extends readonly string[]>(
  input: I,
  _output: Out<O>,
  errors: E,
) {
  return { kind: 'call', input, errors, output: _output } as const;
}
/** A message main sends to the window; nobody answers it. */
export function push<P>(_payload: Out<P>) {
  return { kind: 'push', payload: _payload } as const;
}
/** What main produces itself is typed, not parsed again. */
export interface Out<T> {
  readonly type?: T;
}
export const out = <T>(): Out<T> => ({});

export const keyInput = z.string().min(1).max(2000);
export const askKeyInput = keyInput.transform((text) => text as AskKey);
export const sessionKeyInput = keyInput.transform((text) => text as SessionKey);
export const connectionIdInput = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as ConnectionId);
