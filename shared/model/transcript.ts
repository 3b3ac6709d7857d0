/** Something that happened in a session. What it says in words is said where it is drawn, in the language of then. */
export type SessionEvent =
  | { readonly tag: 'summarised' }
  | { readonly tag: 'retrying'; readonly error?: string; readonly attempt?: number; readonly most?: number }
  | { readonly tag: 'denied-unasked'; readonly toolName?: string }
  | { readonly tag: 'file'; readonly name: string }
  | { readonly tag: 'stopped' }
  | { readonly tag: 'control'; readonly to: 'terminal' | 'remote' }
  | { readonly tag: 'limit-reached'; readonly untilMs?: number }
  | { readonly tag: 'mode'; readonly mode: string }
  /** `how`: `exit code 1`, or the name of a signal. `lines`: the last that the program wrote. */
  | { readonly tag: 'crashed'; readonly how: string; readonly lines: string };

/** One entry of a session's transcript, ready to draw. Text is untrusted. */
export type TranscriptItem = { readonly id: string; readonly atMs?: number; readonly fromSubagent?: boolean } & (
  | { readonly tag: 'person'; readonly text: string }
  | { readonly tag: 'agent'; readonly text: string }
  | { readonly tag: 'thinking'; readonly text: string }
  | { readonly tag: 'tool-call'; readonly toolUseId: string; readonly toolName: string; readonly inputJson: string }
  | { readonly tag: 'tool-result'; readonly toolUseId: string; readonly text: string; readonly isError: boolean }
  | { readonly tag: 'note'; readonly text: string }
  | { readonly tag: 'event'; readonly event: SessionEvent }
  | {
      readonly tag: 'turn-end';
      readonly isError: boolean;
      readonly text?: string;
      readonly durationMs?: number;
      readonly costUsd?: number;
    }
);

/**
 * A window onto a transcript. Positions are stable while the session is open: what arrives live counts up from 0, pages
 * of older history count down below it, so `startIndex` may be negative.
 */
export interface TranscriptPage {
  readonly items: readonly TranscriptItem[];
  readonly firstIndex: number;
  readonly startIndex: number;
  readonly endIndex: number;
  /** There is more before `startIndex`, or it is not known yet that there is none. */
  readonly olderAvailable: boolean;
  /** Text the agent is writing right now, not yet an item. */
  readonly liveText: string;
}
