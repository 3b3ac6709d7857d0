import * as z from 'zod';
import type { AccountOffer, LinkOffer, TerminalAccount } from '../model/happy-account.ts';
import { happyConnectionSchema } from '../model/settings.ts';
import { call, connectionIdInput, out } from './call.ts';

/** Names something that main holds while the window is busy with it. */
const handle = z.string().min(1).max(64);
const { serverUrl } = happyConnectionSchema.shape;
const accountErrors = ['unreachable', 'tls', 'not-a-happy-server', 'refused'] as const;

export const happyCalls = {
  /** Begins to link this computer to an account; a link that was begun before is over. */
  'happy:link': call(z.strictObject({ serverUrl }), out<LinkOffer>(), accountErrors),
  /** Waits for the other device, two minutes at most. */
  'happy:linked': call(z.strictObject({ linkId: handle }), out<AccountOffer>(), [
    'expired',
    'cancelled',
    'not-readable',
    ...accountErrors,
  ]),
  'happy:cancel-link': call(z.strictObject({ linkId: handle }), out<null>(), []),
  /** Looks at the account of a typed key. A key that no account has makes one: `sessions` and `computers` are 0 then. */
  'happy:read-key': call(z.strictObject({ serverUrl, key: z.string().min(1).max(400) }), out<AccountOffer>(), [
    'not-a-key',
    ...accountErrors,
  ]),
  'happy:create': call(z.strictObject({ serverUrl }), out<AccountOffer>(), accountErrors),
  'happy:look-at-terminal': call(z.undefined(), out<TerminalAccount>(), []),
  /** Keeps the key of an offered account and saves its connection, or signs a known connection in with it. */
  'happy:join': call(
    z.strictObject({ accountId: handle, connection: happyConnectionSchema }),
    out<{ readonly kept: 'keychain' | 'memory' }>(),
    ['no-such-account', 'managed', 'not-saved', 'id-taken'],
  ),
  /** Copies the recovery key, or saves it to a file that the system's dialog asks for. Null = the dialog was left. */
  'happy:keep-key': call(
    z.strictObject({
      of: z.union([z.strictObject({ accountId: handle }), z.strictObject({ connectionId: connectionIdInput })]),
      way: z.enum(['clipboard', 'file']),
    }),
    out<{ readonly kept: boolean }>(),
    ['no-such-account', 'no-key', 'not-written'],
  ),
  /** Deletes the key from this computer. The connection stays, signed out. */
  'happy:sign-out': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), [
    'managed',
    'no-such-connection',
    'not-saved',
  ]),
} as const;
