import { basename } from 'node:path';
import { NO_CAPABILITIES, type Capabilities } from '../../../../shared/model/connection.ts';
import type { Activity, Silence } from '../../../../shared/model/session.ts';
import { present } from '../../../claude/present.ts';
import type { SessionFacts } from '../../../domain/backend-event.ts';
import type { TranscriptFacts } from '../transcript/transcript-facts.ts';
import { titleLine } from '../transcript/title.ts';
import type { RegistryEntry } from './registry-entry.ts';

interface Surroundings {
  /** The name of this computer. */
  readonly host: string;
  /** Why no ask of any session can come here; null while our hooks are in place. */
  readonly hooksSilence: Extract<Silence, 'not-connected' | 'hooks-blocked'> | null;
}

/** All that is told of a session which runs in somebody's terminal. Pure. */
export function sessionFacts(
  entry: RegistryEntry,
  transcript: TranscriptFacts,
  { host, hooksSilence }: Surroundings,
): SessionFacts {
  return {
    title: sessionTitle(entry, transcript),
    cwd: entry.cwd,
    host,
    activity: entryActivity(entry),
    can: observedCapabilities(hooksSilence === null),
    silence: hooksSilence ?? modeSilence(transcript.permissionMode),
    ...present<Pick<SessionFacts, 'model' | 'permissionMode' | 'usage' | 'lastHeardAtMs'>>({
      model: transcript.model,
      usage: transcript.usage,
      permissionMode: transcript.permissionMode,
      lastHeardAtMs: entry.statusUpdatedAtMs ?? entry.startedAtMs ?? undefined,
    }),
  };
}

/** What can still be done once its process has ended. */
export function endedFacts(): SessionFacts {
  return {
    activity: { tag: 'ended' },
    silence: null,
    can: { ...NO_CAPABILITIES, history: true, resume: true, reveal: true },
  };
}

export function entryActivity(entry: Pick<RegistryEntry, 'status' | 'waitingFor'>): Activity {
  switch (entry.status) {
    case 'idle':
      return { tag: 'idle' };
    case 'busy':
      return { tag: 'working' };
    case 'waiting':
      return { tag: 'needs-you', detail: waitDetail(entry.waitingFor) };
    case null:
      return { tag: 'unknown' };
  }
}

function waitDetail(waitingFor: string | null): string {
  switch (waitingFor) {
    case 'permission prompt':
    case 'worker request':
      return 'terminal-prompt';
    case 'input needed':
      return 'input';
    case 'sandbox request':
      return 'sandbox';
    default:
      return 'dialog';
  }
}

/** The person's own name for it, else what was asked last, else a name made up by the program, else the folder. */
export function sessionTitle(
  { name, nameSource, cwd }: Pick<RegistryEntry, 'name' | 'nameSource' | 'cwd'>,
  transcript: Pick<TranscriptFacts, 'customTitle' | 'aiTitle' | 'lastPrompt'>,
): string {
  // Derived names are the folder with two digits behind it, for telling terminals apart.
  const isMadeUp = nameSource === 'derived' || nameSource === 'auto';
  const title =
    (isMadeUp ? undefined : name) ??
    transcript.customTitle ??
    titleLine(transcript.lastPrompt) ??
    transcript.aiTitle ??
    (nameSource === 'auto' ? name : undefined);
  return titleLine(title) ?? (basename(cwd) || cwd);
}

/** A session in a terminal can be answered and read; what it is told is typed there. */
function observedCapabilities(answer: boolean): Capabilities {
  return { ...NO_CAPABILITIES, answer, history: true, reveal: true };
}

/** Why a session in this mode does not ask. */
export function modeSilence(mode: string | undefined): Silence | null {
  switch (mode) {
    case 'bypassPermissions':
      return 'bypass-mode';
    case 'dontAsk':
      return 'dont-ask-mode';
    case 'auto':
      return 'auto-mode';
    default:
      return null;
  }
}
