import * as z from 'zod';
import { number } from './lenient.ts';
import { unknownKind, type UnknownKind } from './unknown-kind.ts';

/** News about the session that the agent's program tells, outside of what the agent says. */
export type AgentEvent =
  | { readonly tag: 'switch'; readonly to: 'terminal' | 'remote' }
  | { readonly tag: 'message'; readonly text: string }
  /** The turn is over. */
  | { readonly tag: 'ready' }
  | { readonly tag: 'limit-reached'; readonly endsAtMs?: number | undefined }
  | { readonly tag: 'mode'; readonly mode: string };

const kindWire = z.object({ type: z.string() });

const eventWire = z.discriminatedUnion('type', [
  z.object({ type: z.literal('switch'), mode: z.enum(['local', 'remote']) }),
  z.object({ type: z.literal('message'), message: z.string() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('limit-reached'), endsAt: number }),
  z.object({ type: z.literal('permission-mode-changed'), mode: z.string() }),
]);

const KINDS: ReadonlySet<string> = new Set(['switch', 'message', 'ready', 'limit-reached', 'permission-mode-changed']);

/** A moment in seconds would be in January 1970 if read as milliseconds. */
const FIRST_MS = 100_000_000_000;

/** @returns null for what is of a known kind and cannot be read */
export function readAgentEvent(data: unknown): AgentEvent | UnknownKind | null {
  const kind = kindWire.safeParse(data);
  if (!kind.success) return null;
  if (!KINDS.has(kind.data.type)) return unknownKind(`event/${kind.data.type}`);
  const read = eventWire.safeParse(data);
  if (!read.success) return null;
  switch (read.data.type) {
    case 'switch':
      return { tag: 'switch', to: read.data.mode === 'local' ? 'terminal' : 'remote' };
    case 'message':
      return { tag: 'message', text: read.data.message };
    case 'ready':
      return { tag: 'ready' };
    case 'limit-reached': {
      const { endsAt } = read.data;
      return { tag: 'limit-reached', endsAtMs: endsAt !== undefined && endsAt < FIRST_MS ? endsAt * 1_000 : endsAt };
    }
    case 'permission-mode-changed':
      return { tag: 'mode', mode: read.data.mode };
  }
}
