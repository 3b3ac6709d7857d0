import type { Bridge, CallArgument, CallName, CallResult } from '../../shared/ipc/types.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/**
 * The only reader of `window.bridge`. A call that main could not even answer (the app is quitting, a bug) ends as the
 * code `internal`, so that every caller has one way to fail.
 */
export async function call<K extends CallName>(name: K, input: CallArgument<K>): Promise<CallResult<K>> {
  try {
    return await window.bridge.call(name, input);
  } catch (cause) {
    return { ok: false, error: { code: 'internal', message: String(cause) } };
  }
}

/** @returns stops listening; calling it twice is harmless. */
export const onPush: Bridge['on'] = (name, listener) => window.bridge.on(name, listener);
