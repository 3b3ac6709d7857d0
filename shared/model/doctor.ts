import type { DoctorFinding, DoctorState } from './doctor-findings.ts';
import type { DoctorCheckId, DoctorFix } from './doctor-names.ts';

/** What the Doctor found, in the order in which it is shown. Holds no content and no secrets: it may be sent to somebody. */
export interface DoctorReport {
  readonly atMs: number;
  readonly version: string;
  readonly system: string;
  readonly checks: readonly DoctorCheck[];
}

/** One finding. A check has one or more of them: each connection and each mistake of a configuration has its own. */
export type DoctorCheck = { readonly [C in DoctorCheckId]: CheckOf<C> }[DoctorCheckId];

export interface CheckOf<C extends DoctorCheckId> {
  readonly id: C;
  /** `unknown`: could not be found out, which is no fault. */
  readonly state: DoctorState;
  /** Which words say it; each check has its own set. */
  readonly finding: DoctorFinding<C>;
  /** Names, versions and numbers for the words and for the export. Already redacted: a connection is told by its number. */
  readonly facts: Readonly<Record<string, string>>;
  /** Null also where this computer has no such place. */
  readonly fix: DoctorFix | null;
}
