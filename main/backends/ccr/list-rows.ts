import * as z from 'zod';
import type { SessionId } from '../../../shared/ids.ts';
import type { Activity } from '../../../shared/model/session.ts';
import type { SessionFacts } from '../../domain/backend-event.ts';
import { present } from '../../claude/present.ts';
import { stateActivity } from '../../claude/read-system.ts';
import { readSessionId } from './session-address.ts';

const text = z.string().optional().catch(undefined);
const settingsWire = z.object({ cwd: text, model: text }).optional().catch(undefined);

/** One row of the list, or the detail, of either generation. */
const rowWire = z.object({
  id: z.string(),
  title: z.string().nullish().catch(undefined),
  status: text,
  session_status: text,
  status_bucket: text,
  worker_status: text,
  connection_status: text,
  config: settingsWire,
  session_context: settingsWire,
  external_metadata: z.object({ model: text, permission_mode: text }).optional().catch(undefined),
  unread: z.boolean().optional().catch(undefined),
  updated_at: text,
  last_event_at: text,
});

export interface SessionRow {
  readonly sessionId: SessionId;
  readonly facts: SessionFacts;
  /** Archived or deleted: it leaves the list. */
  readonly isGone: boolean;
  readonly isOver: boolean;
  readonly isBusy: boolean;
  readonly lastEventAtMs: number;
}

const GONE = new Set(['archived', 'deleted']);
const OVER = new Set(['ended', 'completed', 'terminated', 'failed', 'expired']);

/** @returns null for a row without an id that can be used */
export function readRow(value: unknown): SessionRow | null {
  const read = rowWire.safeParse(value);
  const sessionId = read.success ? readSessionId(read.data.id) : null;
  if (!read.success || sessionId === null) return null;
  const row = read.data;
  const states = [row.status, row.session_status, row.status_bucket].filter((state) => state !== undefined);
  const isOver = states.some((state) => OVER.has(state));
  const activity = isOver ? ENDED : stateActivity(row.worker_status ?? row.session_status ?? row.status_bucket);
  const lastHeardAtMs = epochMs(row.last_event_at) ?? epochMs(row.updated_at);
  return {
    sessionId,
    isGone: states.some((state) => GONE.has(state)),
    isOver,
    isBusy: activity?.tag === 'working' || activity?.tag === 'needs-you',
    lastEventAtMs: lastHeardAtMs ?? 0,
    facts: present<Omit<SessionFacts, 'can' | 'silence' | 'usage' | 'agent' | 'control'>>({
      title: row.title ?? undefined,
      cwd: row.config?.cwd ?? row.session_context?.cwd,
      host: undefined,
      model: row.external_metadata?.model ?? row.config?.model ?? row.session_context?.model,
      permissionMode: row.external_metadata?.permission_mode,
      activity,
      unread: row.unread,
      lastHeardAtMs,
    }),
  };
}

const ENDED: Activity = { tag: 'ended' };

function epochMs(time: string | undefined): number | undefined {
  const ms = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(ms) ? undefined : ms;
}
