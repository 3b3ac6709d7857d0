import type { Activity } from '../../shared/model/session.ts';
import type { SessionFacts } from '../domain/backend-event.ts';
import type { Frame } from './frame.ts';
import type { Heard } from './heard.ts';
import { present } from './present.ts';
import { systemWire } from './wire.ts';

/** Of a message of our own making: the program ended without being asked to. */
export const CRASH_SUBTYPE = 'gatehouse_crashed';

/** System messages that a transcript shows. */
export const NOTE_SUBTYPES: ReadonlySet<string> = new Set([
  'compact_boundary',
  'api_retry',
  'permission_denied',
  'informational',
  CRASH_SUBTYPE,
]);

/** Kinds that tell nothing we show; others that we do not know are counted. */
const SILENT_SUBTYPES: ReadonlySet<string> = new Set([
  'task_started',
  'task_progress',
  'task_updated',
  'task_notification',
  'background_tasks_changed',
  'notification',
  'local_command_output',
  'hook_started',
  'hook_progress',
  'hook_response',
  'files_persisted',
  'elicitation_complete',
  'commands_changed',
  'thinking_tokens',
  'memory_recall',
  'mirror_error',
  'plugin_install',
  'model_refusal_fallback',
  'model_refusal_no_fallback',
  'control_request_progress',
  'session_writes_lost',
  'task_summary',
  'vcs_state_changed',
  'post_turn_summary',
]);

const WORKING: Activity = { tag: 'working' };

export function readSystem(frame: Frame): readonly Heard[] {
  const read = systemWire.safeParse(frame.value);
  if (!read.success) return [{ tag: 'malformed' }];
  const wire = read.data;
  switch (wire.subtype) {
    case 'init':
      return facts({ cwd: wire.cwd, model: wire.model, permissionMode: wire.permissionMode, activity: WORKING });
    case 'status':
      return facts({ permissionMode: wire.permissionMode, activity: statusActivity(wire.status) });
    case 'session_state_changed':
      return facts({ activity: stateActivity(wire.state) });
    case 'session_title_changed':
      return facts({ title: wire.title });
    case 'worker_shutting_down':
      return facts({ activity: { tag: 'ended', ...present<{ reason?: string }>({ reason: wire.reason }) } });
    case 'api_retry':
      return [{ tag: 'said' }, ...facts({ activity: { tag: 'working', detail: 'api_retry' } })];
    default:
      if (NOTE_SUBTYPES.has(wire.subtype)) return [{ tag: 'said' }];
      return SILENT_SUBTYPES.has(wire.subtype) ? [] : [{ tag: 'unknown' }];
  }
}

/** States of the worker as frames, replies and list rows spell them. */
export function stateActivity(state: string | undefined): Activity | undefined {
  switch (state) {
    case 'idle':
      return { tag: 'idle' };
    case 'running':
    case 'working':
      return WORKING;
    case 'requires_action':
    case 'needs_input':
    case 'blocked':
      return { tag: 'needs-you' };
    default:
      return undefined;
  }
}

function statusActivity(status: string | null | undefined): Activity | undefined {
  if (status === null || status === undefined) return undefined;
  return status === 'requesting' ? WORKING : { tag: 'working', detail: status };
}

/** What a message can tell; the rest of the facts is about how we watch. */
type ToldFacts = Omit<SessionFacts, 'can' | 'silence' | 'usage' | 'agent' | 'control'>;

function facts(members: { readonly [K in keyof ToldFacts]?: ToldFacts[K] | undefined }): readonly Heard[] {
  const known = present<ToldFacts>({ ...NO_FACTS, ...members });
  return Object.keys(known).length === 0 ? [] : [{ tag: 'facts', facts: known }];
}

const NO_FACTS = {
  title: undefined,
  cwd: undefined,
  host: undefined,
  model: undefined,
  permissionMode: undefined,
  activity: undefined,
  unread: undefined,
  lastHeardAtMs: undefined,
};
