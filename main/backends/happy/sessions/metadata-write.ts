import * as z from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { Context } from '../context.ts';
import { sealPayload } from '../crypto/payload-key.ts';
import type { HappySession } from './session.ts';
import { changeMetadata, type MetadataChange } from '../wire/change-metadata.ts';

/** Others write it too; after so many lost races in a row it is theirs. */
const MAX_TRIES = 5;

const version = z.number().int().nonnegative();
const ackWire = z.discriminatedUnion('result', [
  z.object({ result: z.literal('success'), version }),
  z.object({ result: z.literal('version-mismatch'), version, metadata: z.string().nullish() }),
  z.object({ result: z.literal('error') }),
]);

/** Changes a session's metadata over whatever its program and other devices make of it meanwhile. */
export async function writeMetadata(
  { socket, randomBytes }: Context,
  session: HappySession,
  change: MetadataChange,
): Promise<Result<null, CommandError>> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { key, metadata: held } = session;
    const next = held === null ? null : changeMetadata(held.plaintext, change);
    if (key === null || held === null || next?.ok !== true) return err({ code: 'not-supported' });
    const metadata = sealPayload(key, next.value, randomBytes);
    const payload = { sid: session.sessionId, metadata, expectedVersion: held.version };
    const answer = await socket.call('update-metadata', payload);
    if (!answer.ok) return err({ code: callError(answer.error.code), detail: answer.error.code });
    const ack = ackWire.safeParse(answer.value);
    if (!ack.success || ack.data.result === 'error') return err({ code: 'refused' });
    if (ack.data.result === 'success') {
      session.takeValues({ value: metadata, version: ack.data.version }, null);
      return ok(null);
    }
    session.takeValues({ value: ack.data.metadata ?? null, version: ack.data.version }, null);
    // Nothing newer that could be read: the next try would be the same one.
    if ((session.metadata?.version ?? -1) <= held.version) break;
  }
  return err({ code: 'refused', detail: 'version-mismatch' });
}

function callError(code: 'timeout' | 'lost' | 'not-open' | 'too-large' | 'too-much-buffered'): CommandError['code'] {
  if (code === 'timeout') return 'timeout';
  return code === 'too-large' ? 'refused' : 'offline';
}
