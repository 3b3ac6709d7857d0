import * as z from 'zod';
import type { ConnectionTest } from '../model/connection-test.ts';
import { ccrConnectionSchema, connectionSchema, happyConnectionSchema } from '../model/settings.ts';
import { call, connectionIdInput, out } from './call.ts';

/** A typed token rides beside the connection, never inside the settings. */
const accessToken = z.string().min(1).max(8192).optional();
const connectionForm = z.strictObject({ connection: connectionSchema, accessToken });

export const connectionCalls = {
  /** `not-confirmed`: it would take another program's sign-in to a host that the person did not agree to. */
  'connection:save': call(connectionForm, out<null>(), ['managed', 'not-saved', 'id-taken', 'not-confirmed']),
  'connection:test': call(
    z.strictObject({
      connection: z.discriminatedUnion('kind', [ccrConnectionSchema, happyConnectionSchema]),
      accessToken,
    }),
    out<ConnectionTest>(),
    ['not-confirmed'],
  ),
  'connection:remove': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), [
    'managed',
    'no-such-connection',
    'not-saved',
    'not-written',
  ]),
  'connection:retry': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), ['no-such-connection']),
  'connection:sign-in': call(
    z.strictObject({ connectionId: connectionIdInput, accessToken: z.string().min(1).max(8192) }),
    out<{ readonly kept: 'keychain' | 'memory' }>(),
    ['managed', 'no-such-connection', 'not-saved'],
  ),
} as const;
