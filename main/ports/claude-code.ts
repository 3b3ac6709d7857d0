import type { ClaudeCodeView, ClaudeTest, SettingsChange } from '../../shared/model/claude-code.ts';
import type { Result } from '../../shared/result.ts';

/** Claude Code as it is installed on this computer, and our hooks in its settings. */
export interface ClaudeCode {
  readonly view: ClaudeCodeView | null;
  /** Told of every change of the view, those of other programs included. */
  onChange(listener: (view: ClaudeCodeView) => void): () => void;
  /** Looks at the program and the settings again now. */
  look(): Promise<ClaudeCodeView>;
  /** What `apply` would write. Changes nothing. */
  preview(
    change: HookChange,
  ): Promise<Result<SettingsChange, { readonly code: 'unreadable'; readonly detail: string }>>;
  /** Writes it, if the file is still the one that was previewed. */
  apply(change: HookChange, beforeHash: string): Promise<Result<null, ApplyError>>;
  /** A real ask, from a short real run where the program is there. Resolves when it was answered or gave up. */
  test(): Promise<ClaudeTest>;
  stop(): Promise<void>;
}

/** `connect` also repairs. */
export type HookChange = 'connect' | 'disconnect';

export interface ApplyError {
  readonly code: 'unreadable' | 'changed' | 'not-written';
  readonly detail: string;
}
