import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Core } from './core.ts';
import type { Scope } from './seen.ts';

const handshake = z.looseObject({
  token: z.string().optional(),
  clientType: z.enum(['user-scoped', 'session-scoped', 'machine-scoped']).catch('user-scoped'),
  sessionId: z.string().optional(),
  machineId: z.string().optional(),
  happyClient: z.string().optional(),
  appState: z.string().optional(),
});

interface Admission {
  readonly accountId: string;
  readonly scope: Scope;
  readonly appState: string | null;
  readonly client: string | null;
}

/** @returns who it is, or the text of the refusal. Whose session it is is not checked: rooms are per account. */
export function admit(core: Core, socket: Socket): Admission | string {
  const read = handshake.safeParse(socket.handshake.auth);
  const auth = read.success ? read.data : null;
  if (auth?.token === undefined || auth.token === '') return 'Missing authentication token';
  if (auth.clientType === 'session-scoped' && !auth.sessionId) return 'Session ID required for session-scoped clients';
  if (auth.clientType === 'machine-scoped' && !auth.machineId) return 'Machine ID required for machine-scoped clients';
  const accountId = core.tokens.accountOf(auth.token);
  if (accountId === null || !core.store.accounts.has(accountId)) return 'Invalid authentication token';
  return {
    accountId,
    scope: scopeOf(auth),
    appState: auth.appState ?? null,
    client: auth.happyClient ?? null,
  };
}

function scopeOf(auth: z.infer<typeof handshake>): Scope {
  switch (auth.clientType) {
    case 'session-scoped':
      return { tag: 'session-scoped', sessionId: auth.sessionId ?? '' };
    case 'machine-scoped':
      return { tag: 'machine-scoped', machineId: auth.machineId ?? '' };
    case 'user-scoped':
      return { tag: 'user-scoped' };
  }
}
