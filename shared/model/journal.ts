import type { Surface } from './decision.ts';

/** One line of the journal of decisions. Append only; secrets masked before it is written. */
export interface JournalEntry {
  readonly atMs: number;
  readonly connectionName: string;
  readonly sessionTitle: string;
  readonly connectionId: string;
  readonly sessionId: string;
  readonly requestId: string;
  readonly inputHash: string;
  readonly toolName: string;
  readonly short: string;
  /** `decided` when the person chose, then one line for how it ended. */
  readonly event:
    'decided' | 'confirmed' | 'not-confirmed' | 'answered-elsewhere' | 'withdrawn' | 'expired' | 'refused';
  readonly choice?:
    'allow' | 'allow-edited' | 'always-allow' | 'deny' | 'deny-and-stop' | 'answer' | 'approve-plan' | 'submit';
  readonly reason?: string;
  readonly rule?: string;
  readonly surface?: Surface;
  readonly practice: boolean;
}
