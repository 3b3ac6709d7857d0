export type SessionCommand =
  | { readonly tag: 'send-message'; readonly draftId: string; readonly text: string }
  | { readonly tag: 'interrupt' }
  | { readonly tag: 'set-mode'; readonly mode: string }
  | { readonly tag: 'set-model'; readonly model: string }
  | { readonly tag: 'rename'; readonly title: string }
  | { readonly tag: 'archive' }
  | { readonly tag: 'mark-read' }
  | { readonly tag: 'end' }
  | { readonly tag: 'resume' }
  | { readonly tag: 'reveal' }
  | { readonly tag: 'hand-over'; readonly to: 'here' | 'terminal' };

export interface CommandError {
  readonly code: 'no-such-session' | 'offline' | 'not-supported' | 'refused' | 'timeout';
  /** HTTP status or the far side's error code, for the log. */
  readonly detail?: string;
}
