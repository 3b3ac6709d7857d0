import type { DoctorCheck } from '../model/doctor.ts';
import type { DoctorCheckId, DoctorFix } from '../model/doctor-names.ts';
import type { DoctorFinding, DoctorState } from '../model/doctor-findings.ts';

/** What was found, and what to do about it where something can be done. `{name}` stands for the fact of that name. */
interface FindingWords {
  readonly says: string;
  readonly todo?: string;
}

export interface DoctorWords {
  readonly checks: Readonly<Record<DoctorCheckId, string>>;
  readonly states: Readonly<Record<DoctorState, string>>;
  /** Labels of the buttons that open the place. */
  readonly fixes: Readonly<Record<DoctorFix, string>>;
  readonly findings: {
    readonly [C in DoctorCheckId]: { readonly [F in DoctorFinding<C>]: FindingWords };
  };
}

/** A finding in words, and what to do; null where there is nothing to do. */
export interface DoctorSentence {
  readonly says: string;
  readonly todo: string | null;
}

/**
 * @param more  facts that the window knows and a report must not hold, such as the name of a connection as `connection`
 */
export function doctorSentence(
  words: DoctorWords,
  { id, finding, facts }: DoctorCheck,
  more: Readonly<Record<string, string>> = {},
): DoctorSentence {
  const ofCheck: Readonly<Record<string, FindingWords>> = words.findings[id];
  const { says = finding, todo }: Partial<FindingWords> = ofCheck[finding] ?? {};
  const all = { ...facts, ...more };
  return { says: filled(says, all), todo: todo === undefined ? null : filled(todo, all) };
}

function filled(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '?');
}
