import type { Silence } from '../../../shared/model/session.ts';
import { present } from '../../claude/present.ts';
import type { SessionFacts } from '../../domain/backend-event.ts';
import { agentName } from './translate/agent-style.ts';
import type { SessionMetadata } from './wire/metadata.ts';

/** @returns what a session's metadata says of it to a person */
export function factsOf(metadata: SessionMetadata): SessionFacts {
  const { summary, name, path, host } = metadata;
  return present<Pick<SessionFacts, 'title' | 'cwd' | 'host' | 'model' | 'permissionMode' | 'agent'>>({
    title: summary?.text?.trim() || name?.trim() || lastPart(path),
    cwd: path,
    host,
    model: metadata.currentModelCode ?? metadata.modelMode,
    permissionMode: modeOf(metadata),
    agent: agentName(metadata),
  });
}

/** Why a session that is there asks nothing, or nothing that could be answered here. */
export function silenceOf(
  metadata: SessionMetadata | null,
  facts: { readonly isUnreadable: boolean; readonly hasTerminal: boolean },
): Silence | null {
  if (facts.isUnreadable) return 'wrong-key';
  if (facts.hasTerminal) return 'terminal-has-control';
  const mode = metadata === null ? undefined : modeOf(metadata);
  return mode === 'bypassPermissions' || mode === 'yolo' ? 'bypass-mode' : null;
}

export function isArchived(metadata: SessionMetadata): boolean {
  return metadata.lifecycleState === 'archived';
}

/** A program that was told to ask nothing, or that runs in a sandbox, asks nothing whatever was picked since. */
function modeOf(metadata: SessionMetadata): string | undefined {
  const hasSandbox = metadata.sandbox !== null && metadata.sandbox !== undefined && metadata.sandbox !== false;
  if (metadata.dangerouslySkipPermissions === true || hasSandbox) return 'bypassPermissions';
  return metadata.permissionMode ?? metadata.session?.permissionMode;
}

function lastPart(path: string | undefined): string | undefined {
  return path
    ?.split(/[/\\]/)
    .filter((part) => part !== '')
    .at(-1);
}
