import type { AskKey } from '../ids.ts';
import type { DoctorCheck } from './doctor.ts';
import type { Surface } from './decision.ts';
import type { HeldReason } from './quiet.ts';

/** The practice ask of the first run: it travels as a real one, and this tells how far it came. */
export type TrialView =
  | { readonly tag: 'starting' }
  | {
      readonly tag: 'waiting';
      readonly key: AskKey;
      readonly sinceMs: number;
      /** Where it stands now. */
      readonly shownIn: readonly ('notification' | 'tray')[];
      readonly held: HeldReason | null;
      /** What keeps it from being seen; empty while nothing is known to. */
      readonly causes: readonly DoctorCheck[];
      /** Nobody answered for a while: say what to look for. */
      readonly isLate: boolean;
    }
  | {
      readonly tag: 'answered';
      readonly surface: Surface;
      readonly allowed: boolean;
      /** From shown to decided. */
      readonly tookMs: number;
      /** The receipt came: the answer reached the session. */
      readonly confirmed: boolean;
    }
  | { readonly tag: 'failed'; readonly why: 'practice-not-started' | 'ask-ended' };
