import type { SessionId } from '../../../shared/ids.ts';
import type { HookFacts } from './hooks/hook-facts.ts';
import type { RegistryEntry } from './registry/registry-entry.ts';

/** What is held of one session in a terminal. */
export interface TerminalSession {
  readonly sessionId: SessionId;
  /** Null for a session that is known by its hooks alone, or has ended. */
  entry: RegistryEntry | null;
  hook: HookFacts;
  /** Permission mode by the session's record. */
  recordMode: string | undefined;
  cwd: string | null;
  generation: number;
  isEnded: boolean;
  skipped: { readonly malformed: number; readonly unknown: number };
  told: string;
}

/** A session of which nothing but its place is known yet. */
export function newTerminalSession(sessionId: SessionId, cwd: string | null, generation: number): TerminalSession {
  return {
    sessionId,
    entry: null,
    hook: {},
    recordMode: undefined,
    cwd,
    generation,
    isEnded: false,
    skipped: { malformed: 0, unknown: 0 },
    told: '',
  };
}
