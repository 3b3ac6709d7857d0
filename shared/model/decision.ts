/**
 * Where a decision was made. `practice` scripts and tests use the first three; `other-device` = a phone or another computer
 * that a session of this one is shared with.
 */
export const SURFACES = ['notification', 'tray', 'window', 'other-device'] as const;
export type Surface = (typeof SURFACES)[number];

/** What the person chose for one ask. It never changes once made (the first decision wins). */
export type Decision =
  /** Allow this one call. `suggestionIndex` also grants one of the offered "always" rules; `editedInputJson` replaces the input. */
  | { readonly tag: 'allow'; readonly editedInputJson?: string; readonly suggestionIndex?: number }
  | { readonly tag: 'deny'; readonly reason?: string; readonly stop: boolean }
  /** Answers to a question ask; `question` is the question's own text, `answer` the label chosen or typed. */
  | { readonly tag: 'answer'; readonly answers: readonly QuestionAnswer[] }
  /** Approves a plan; `mode` is the permission mode that follows it. */
  | { readonly tag: 'approve-plan'; readonly mode: string }
  /** Fills an elicitation form; `contentJson` is an object that follows the requested schema. */
  | { readonly tag: 'submit'; readonly contentJson: string };

export interface QuestionAnswer {
  readonly question: string;
  readonly answer: string;
}

/** True for decisions that let the agent go on with what it asked: these expire, a deny never does. */
export function permits(decision: Decision): boolean {
  return decision.tag !== 'deny';
}

/** The order of members does not count: a decision read back from the disk may have another. */
export function isSameDecision(a: Decision, b: Decision): boolean {
  const text = (decision: Decision) =>
    JSON.stringify(Object.entries(decision).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
