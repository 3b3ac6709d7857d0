import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { DoctorCheckId, DoctorFix } from '../../../shared/model/doctor-names.ts';
import { DOCTOR_FINDINGS, type DoctorFinding, type DoctorState } from '../../../shared/model/doctor-findings.ts';

/** One finding of a check, as grave as the table says. */
export function found<C extends DoctorCheckId>(
  id: C,
  finding: DoctorFinding<C>,
  facts: Readonly<Record<string, string>> = {},
): CheckOf<C> {
  const ofCheck: Readonly<Record<string, { readonly state: DoctorState; readonly fix: DoctorFix | null }>> =
    DOCTOR_FINDINGS[id];
  const { state = 'unknown', fix = null } = ofCheck[finding] ?? {};
  return { id, state, finding, facts, fix };
}

/** A name or version that came from outside, as far as it looks like one. */
export function nameFact(text: string): string {
  return /^[\p{L}\d][\p{L}\d ._+()-]{0,39}$/u.test(text) ? text : '?';
}

/** `07:05` */
export function timeFact(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
