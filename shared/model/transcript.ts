/** One entry of a session's transcript, ready to draw. Text is untrusted. */
export type TranscriptItem = { readonly id: string; readonly atMs?: number; readonly fromSubagent?: boolean } & (
  | { readonly tag: 'person'; readonly text: string }
  | { readonly tag: 'agent'; readonly text: string }
  | { readonly tag: 'thinking'; readonly text: string }
  | { readonly tag: 'tool-call'; readonly toolUseId: string; readonly toolName: string; readonly inputJson: string }
  | { readonly tag: 'tool-result'; readonly toolUseId: string; readonly text: string; readonly isError: boolean }
  | { readonly tag: 'note'; readonly text: string }
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
  /** True when the service may hold more before `startIndex`. */
  readonly olderAvailable: boolean;
  /** Text the agent is writing right now, not yet an item. */
  readonly liveText: string;
}
