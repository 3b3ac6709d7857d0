import * as z from 'zod';
import { isRecord, readJson } from '../../../claude/frame.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { flag, number, text, texts } from './lenient.ts';

/** A native client of its own: what may be asked of such a session stands in its capabilities. */
const capabilitiesWire = z.object({ rpcMethods: texts });

const metadataWire = z.object({
  path: text,
  host: text,
  /** Of the program that runs the agent. */
  version: text,
  name: text,
  summary: z.object({ text, updatedAt: number }).optional().catch(undefined),
  machineId: text,
  flavor: text,
  lifecycleState: text,
  archiveReason: text,
  /** The settings of a sandbox, or null. */
  sandbox: z.unknown().optional(),
  dangerouslySkipPermissions: flag,
  /** What a person last picked on any device; the program itself does not write it. */
  permissionMode: text,
  modelMode: text,
  isSideChat: flag,
  currentModelCode: text,
  client: z.object({ id: text, name: text }).optional().catch(undefined),
  capabilities: capabilitiesWire.optional().catch(undefined),
  session: z.object({ status: text, permissionMode: text }).optional().catch(undefined),
});

/** What a session tells of itself, as far as we read it. */
export type SessionMetadata = z.infer<typeof metadataWire>;

/**
 * @param plaintext  as it was decrypted
 * @returns          any object can be read; missing members are absent
 * @source           docs/protocols/happy.md#how-a-session-begins
 */
export function readMetadata(plaintext: string): Result<SessionMetadata, { readonly code: 'malformed' }> {
  const read = readJson(plaintext);
  if (!read.ok || !isRecord(read.value)) return err({ code: 'malformed' });
  const metadata = metadataWire.safeParse(read.value);
  return metadata.success ? ok(metadata.data) : err({ code: 'malformed' });
}
