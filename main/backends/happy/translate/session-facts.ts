import { present } from '../../../claude/present.ts';
import type { SessionFacts } from '../../../domain/backend-event.ts';
import type { Capabilities } from '../../../../shared/model/connection.ts';
import type { Activity, SessionControl, Silence } from '../../../../shared/model/session.ts';
import type { AgentState } from '../wire/agent-state.ts';
import type { SessionMetadata } from '../wire/metadata.ts';
import { agentName, agentStyle, mayCall, type AgentStyle } from './agent-style.ts';

/** A session as its own side describes it. */
export interface SessionReading {
  readonly metadata: SessionMetadata;
  readonly state: AgentState;
}

/** What only the service tells. */
export interface Presence {
  readonly isActive: boolean;
  /** Null where it was not told since the connection began. */
  readonly isThinking: boolean | null;
}

/** Everything but what it is doing right now, which `sessionActivity` tells. */
export function sessionFacts({ metadata, state }: SessionReading): SessionFacts {
  const style = agentStyle(metadata);
  const control: SessionControl = state.controlledByUser === true ? 'terminal' : 'remote';
  return {
    ...present<Pick<SessionFacts, 'cwd' | 'host' | 'permissionMode' | 'model'>>({
      cwd: metadata.path,
      host: metadata.host,
      permissionMode: permissionMode(metadata),
      model: metadata.currentModelCode ?? metadata.modelMode,
    }),
    title: title(metadata),
    agent: agentName(metadata),
    control,
    can: isArchived(metadata) ? NOTHING : can(metadata, style, control),
    silence: silence(metadata, style, control),
  };
}

/** Not for lists: a talk on the side of another session. */
export function isHiddenSession(metadata: SessionMetadata): boolean {
  return metadata.isSideChat === true;
}

export function isArchived(metadata: SessionMetadata): boolean {
  return metadata.lifecycleState === 'archived';
}

export function sessionActivity({ metadata, state }: SessionReading, presence: Presence): Activity {
  if (isArchived(metadata))
    return { tag: 'ended', ...present<{ reason?: string }>({ reason: metadata.archiveReason }) };
  // Nobody is there to take an answer, whatever was left open.
  if (!presence.isActive) return { tag: 'unknown' };
  if (state.requests.length > 0) return { tag: 'needs-you' };
  if (state.openCommunications + state.unreadable > 0) return { tag: 'needs-you', detail: 'input' };
  if (presence.isThinking === true) return { tag: 'working' };
  // What its own terminal does, it does not tell.
  if (presence.isThinking === null || state.controlledByUser === true) return { tag: 'unknown' };
  return { tag: 'idle' };
}

function title({ summary, name, path }: SessionMetadata): string {
  const folder = path?.split(/[\\/]/).findLast((segment) => segment.trim() !== '');
  return [summary?.text, name, folder].map((each) => each?.trim()).find(Boolean) ?? 'Session';
}

/** A sandbox always lets everything run, and "default" does not lead out of a start without questions. */
function permissionMode(metadata: SessionMetadata): string | undefined {
  const picked = metadata.permissionMode ?? metadata.session?.permissionMode;
  if (hasSandbox(metadata)) return BYPASS;
  const isDefault = picked === undefined || picked === 'default';
  if (metadata.dangerouslySkipPermissions === true && isDefault) return BYPASS;
  return picked === 'yolo' ? BYPASS : picked;
}

const BYPASS = 'bypassPermissions';

/** Modes in which Codex does not ask: what its own sandbox does not let through is refused. */
const CODEX_NEVER_ASKS: ReadonlySet<string> = new Set(['read-only', 'safe-yolo']);

function silence(metadata: SessionMetadata, style: AgentStyle, control: SessionControl): Silence | null {
  if (control === 'terminal') return 'terminal-has-control';
  const mode = permissionMode(metadata);
  if (mode === BYPASS) return 'bypass-mode';
  if (style.flavor === 'codex' && CODEX_NEVER_ASKS.has(mode ?? '')) return 'dont-ask-mode';
  if (mode === 'dontAsk') return 'dont-ask-mode';
  return mode === 'auto' && style.tag === 'claude' ? 'auto-mode' : null;
}

function hasSandbox({ sandbox }: SessionMetadata): boolean {
  return typeof sandbox === 'object' && sandbox !== null && !('enabled' in sandbox && sandbox.enabled === false);
}

type SessionCan = Pick<
  Capabilities,
  'answer' | 'sendMessage' | 'interrupt' | 'setMode' | 'setModel' | 'rename' | 'archive' | 'end' | 'handOver'
>;

const NOTHING: SessionCan = {
  answer: false,
  sendMessage: false,
  interrupt: false,
  setMode: false,
  setModel: false,
  rename: false,
  archive: false,
  end: false,
  handOver: false,
};

function can({ capabilities }: SessionMetadata, style: AgentStyle, control: SessionControl): SessionCan {
  const isOwnClient = style.methods !== null;
  const isRemote = control === 'remote';
  return {
    answer: isRemote && mayCall(style, 'permission'),
    // In a terminal that has control it takes the control away: the window says so before.
    sendMessage: true,
    // There it would end what the person at the terminal is doing.
    interrupt: isRemote && (isOwnClient ? capabilities?.abort === true : true),
    setMode: isOwnClient ? capabilities?.permissionModeSelection === true : true,
    setModel: isOwnClient ? capabilities?.modelSelection === true : true,
    rename: true,
    archive: true,
    end: mayCall(style, 'killSession'),
    handOver: style.tag === 'claude' && mayCall(style, 'switch'),
  };
}
