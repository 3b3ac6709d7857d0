import type { DoctorFinding, DoctorState } from './doctor-findings.ts';

/** What the Doctor found, in the order in which it is shown. Holds no content and no secrets: it may be sent to somebody. */
export interface DoctorReport {
  readonly atMs: number;
  readonly version: string;
  readonly system: string;
  readonly checks: readonly DoctorCheck[];
}

export const DOCTOR_CHECKS = [
  'runtime',
  'sandbox',
  'install',
  'notifications',
  'do-not-disturb',
  'tray',
  'keychain',
  'connections',
  'hooks',
  'claude-code',
  'disk',
  'clock',
  'config',
  'updates',
  'shortcut',
] as const;
export type DoctorCheckId = (typeof DOCTOR_CHECKS)[number];

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

/** The places that mend things. Main opens them; the window only names them. */
export const DOCTOR_FIXES = [
  'system-notifications',
  'system-do-not-disturb',
  'tray-extension',
  'keychain-help',
  'connections',
  'settings',
  'claude-code',
  'profile-folder',
  'system-clock',
] as const;
export type DoctorFix = (typeof DOCTOR_FIXES)[number];
