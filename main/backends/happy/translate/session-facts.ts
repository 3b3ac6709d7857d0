import { present } from '../../../claude/present.ts';
import type { SessionFacts } from '../../../domain/backend-event.ts';
import type { Silence } from '../../../../shared/model/session.ts';
import type { SessionMetadata } from '../wire/metadata.ts';
import { agentName, agentStyle } from './agent-style.ts';

/** @returns what a session's metadata says of it to a person */
export function factsOf(metadata: SessionMetadata): SessionFacts {
  return present<Pick<SessionFacts, 'title' | 'cwd' | 'host' | 'model' | 'permissionMode' | 'agent'>>({
    title: title(metadata),
    cwd: metadata.path,
    host: metadata.host,
    model: metadata.currentModelCode ?? metadata.modelMode,
    permissionMode: permissionMode(metadata),
    agent: agentName(metadata),
  });
}

/**
 * Why a session that is there asks nothing, or nothing that could be answered here.
 *
 * @param metadata  null where it could not be read
 */
export function silenceOf(
  metadata: SessionMetadata | null,
  facts: { readonly isUnreadable: boolean; readonly hasTerminal: boolean },
): Silence | null {
  if (facts.isUnreadable) return 'wrong-key';
  if (facts.hasTerminal) return 'terminal-has-control';
  if (metadata === null) return null;
  const mode = permissionMode(metadata);
  if (mode === BYPASS) return 'bypass-mode';
  const { tag, flavor } = agentStyle(metadata);
  if (mode === 'dontAsk' || (flavor === 'codex' && CODEX_NEVER_ASKS.has(mode ?? ''))) return 'dont-ask-mode';
  return mode === 'auto' && tag === 'claude' ? 'auto-mode' : null;
}

export function isArchived(metadata: SessionMetadata): boolean {
  return metadata.lifecycleState === 'archived';
}

const BYPASS = 'bypassPermissions';

/** Modes in which Codex does not ask: what its own sandbox does not let through is refused. */
const CODEX_NEVER_ASKS: ReadonlySet<string> = new Set(['read-only', 'safe-yolo']);

/** A sandbox lets everything run whatever was picked, and "default" does not lead out of a start without questions. */
function permissionMode(metadata: SessionMetadata): string | undefined {
  const picked = metadata.permissionMode ?? metadata.session?.permissionMode;
  if (hasSandbox(metadata)) return BYPASS;
  const isDefault = picked === undefined || picked === 'default';
  if (metadata.dangerouslySkipPermissions === true && isDefault) return BYPASS;
  return picked === 'yolo' ? BYPASS : picked;
}

function hasSandbox({ sandbox }: SessionMetadata): boolean {
  return typeof sandbox === 'object' && sandbox !== null && !('enabled' in sandbox && sandbox.enabled === false);
}

function title({ summary, name, path }: SessionMetadata): string | undefined {
  const folder = path?.split(/[\\/]/).findLast((segment) => segment.trim() !== '');
  return [summary?.text, name, folder].map((each) => each?.trim()).find(Boolean);
}
